import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::contact-center.skill-definition' as never);
