import { factories } from '@strapi/strapi';

export default factories.createCoreController('api::contact-center.outbound-queue' as never);
