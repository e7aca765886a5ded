import { adminApi } from '@strapi/strapi/admin';

export const TAGS = {
  job: 'ExternalContactsJob',
  jobRow: 'ExternalContactsJobRow',
  heldRow: 'ExternalContactsHeldRow',
  file: 'ExternalContactsFile',
  setting: 'ExternalContactsImportSetting',
  notice: 'ExternalContactsNotice',
  webhook: 'ExternalContactsWebhook',
  source: 'ExternalContactsExternalSource',
} as const;

/** Strapi's own RTK Query api with our tags; each resource injects its endpoints in its own file. */
export const api = adminApi.enhanceEndpoints({ addTagTypes: Object.values(TAGS) });
