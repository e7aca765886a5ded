import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::contact-center.agent-profile' as never);
