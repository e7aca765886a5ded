import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::contact-center.audio-file' as never);
