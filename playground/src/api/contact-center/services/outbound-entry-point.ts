import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::contact-center.outbound-entry-point' as never);
