import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::contact-center.user-profile' as never);
