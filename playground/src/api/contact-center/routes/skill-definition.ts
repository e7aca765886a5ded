import { factories } from '@strapi/strapi';

export default factories.createCoreRouter('api::contact-center.skill-definition' as never);
