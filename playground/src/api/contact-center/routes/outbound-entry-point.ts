import { factories } from '@strapi/strapi';

export default factories.createCoreRouter('api::contact-center.outbound-entry-point' as never);
