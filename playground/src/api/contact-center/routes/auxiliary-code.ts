import { factories } from '@strapi/strapi';

export default factories.createCoreRouter('api::contact-center.auxiliary-code' as never);
