import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::contact-center.work-type' as never);
