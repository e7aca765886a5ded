import { factories } from '@strapi/strapi';

export default factories.createCoreRouter('api::contact-center.work-type' as never);
