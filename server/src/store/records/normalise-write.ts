import type { Core } from '@strapi/strapi';
import type { OwnTarget } from '../../contracts';
import { normaliseExternalIds } from './external-ids';
import { checkEmails, normaliseCountry, normalisePhones, trimTexts, type DataOf } from './normalise-values';

export type { DataOf };

const PLUGIN_CONFIG = 'plugin::external-contacts';

/** Before Strapi validates: trimmed, so that ` Foo@Bar.cz ` passes; e-mails by our linear check. Changes `data`. */
export const normaliseForDocuments = async (strapi: Core.Strapi, target: OwnTarget, data: DataOf): Promise<void> => {
  trimTexts(data);
  checkEmails(target, data);
  normaliseCountry(data);
  if ('externalIds' in data) data['externalIds'] = await normaliseExternalIds(strapi, data['externalIds']);
};

/**
 * Before the database writes, on every route. `before` is the stored record of an update: a phone without its
 * country is read in the record's. Doing it twice changes nothing. Changes `data`.
 */
export const normaliseForDatabase = async (strapi: Core.Strapi, target: OwnTarget, data: DataOf, before: DataOf | null): Promise<void> => {
  await normaliseForDocuments(strapi, target, data);
  const country = data['countryCode'] ?? before?.['countryCode'] ?? strapi.config.get(`${PLUGIN_CONFIG}.defaultCountry`);
  normalisePhones(target, data, typeof country === 'string' ? country : null);
};
