import { GROUP_FIELDS, isOwnPath, itemNames, type ResolvedSetting } from '../../contracts';

/** Fields that a record's keys are computed from. */
export const KEY_FIELDS = {
  contacts: [...GROUP_FIELDS.email, ...GROUP_FIELDS.phone, 'username'],
  organizations: ['name', 'domain'],
} as const;

/** Fields of the target that planning compares: what the setting maps, what matches, what keys are made of. */
export const fieldsToRead = (setting: ResolvedSetting): string[] => {
  const mapped = setting.fields.map(({ field }) => field).filter(isOwnPath);
  const matched = setting.matchBy.flatMap((item) => [...itemNames(item)]).filter((item) => !['externalId', 'email', 'phone', 'organization'].includes(item));
  return [...new Set([...KEY_FIELDS[setting.target], ...NAME_FIELDS[setting.target], ...setting.identifiers[setting.target], ...mapped, ...matched])];
};

/** Fields that people tell records apart by. */
const NAME_FIELDS = { contacts: ['firstName', 'lastName'], organizations: ['name'] } as const;

/** The setting reduced to the columns that decide who is meant: names, e-mails, phones (with their country). */
export const keyColumns = (setting: ResolvedSetting): ResolvedSetting => {
  const wanted = new Set<string>([...NAME_FIELDS.contacts, 'countryCode', ...GROUP_FIELDS.email, ...GROUP_FIELDS.phone]);
  return { ...setting, fields: setting.fields.filter(({ field }) => wanted.has(field)), actionColumn: null };
};

/** Fields of the organization in a contact's row. */
export const organizationFields = (setting: ResolvedSetting): string[] =>
  setting.fields.map(({ field }) => field).filter((field) => field.startsWith('organization.') && field !== 'organization.externalId').map((field) => field.slice('organization.'.length));
