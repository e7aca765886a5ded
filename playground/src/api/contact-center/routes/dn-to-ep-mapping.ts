import { factories } from '@strapi/strapi';

export default factories.createCoreRouter('api::contact-center.dn-to-ep-mapping' as never);
