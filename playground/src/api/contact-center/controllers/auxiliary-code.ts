import { factories } from '@strapi/strapi';

export default factories.createCoreController('api::contact-center.auxiliary-code' as never);
