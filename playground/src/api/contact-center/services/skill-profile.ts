import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::contact-center.skill-profile' as never);
