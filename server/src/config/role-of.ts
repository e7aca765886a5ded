import type { Core } from '@strapi/strapi';
import type { PluginConfig } from './plugin-config';

/**
 * What this process is there for: a configured role, or `cli` for a command. `EXTERNAL_CONTACTS_ROLE` wins over the configuration: all
 * processes start the same application.
 */
export const roleOf = (strapi: Core.Strapi): string =>
  process.env['EXTERNAL_CONTACTS_ROLE'] || strapi.config.get<PluginConfig['role']>('plugin::external-contacts.role');

export const runsJobs = (role: string): boolean => role === 'all' || role === 'worker';
