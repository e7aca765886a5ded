import { factories } from '@strapi/strapi';

export default factories.createCoreController('api::contact-center.audio-file' as never);
