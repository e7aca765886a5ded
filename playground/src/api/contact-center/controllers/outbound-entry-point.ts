import { factories } from '@strapi/strapi';

export default factories.createCoreController('api::contact-center.outbound-entry-point' as never);
