import { factories } from '@strapi/strapi';

export default factories.createCoreRouter('api::ticket.ticket');
