import { factories } from '@strapi/strapi';

export default factories.createCoreController('api::contact-center.dn-to-ep-mapping' as never);
