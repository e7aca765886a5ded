import { factories } from '@strapi/strapi';

export default factories.createCoreRouter('api::contact-center.user' as never);
