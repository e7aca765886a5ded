import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::contact-center.dn-to-ep-mapping' as never);
