import { factories } from '@strapi/strapi';

export default factories.createCoreController('api::contact-center.user-profile' as never);
