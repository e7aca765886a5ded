import type { Core } from '@strapi/strapi';
import { UID_OF_TARGET, type OwnTarget } from '../../contracts';

/** What a person would call a record: the first of these that it has. */
const NAMES: Record<OwnTarget, (record: Record<string, unknown>) => unknown[]> = {
  contacts: ({ firstName, lastName, workEmail, personalEmail, otherEmail, username }) => [
    [firstName, lastName].filter(Boolean).join(' '),
    workEmail,
    personalEmail,
    otherEmail,
    username,
  ],
  organizations: ({ name }) => [name],
};
const FIELDS: Record<OwnTarget, string[]> = {
  contacts: ['firstName', 'lastName', 'workEmail', 'personalEmail', 'otherEmail', 'username'],
  organizations: ['name'],
};

/** Names by documentId, of merged records too; records that are gone or have none are absent. */
export const readRecordNames = async (strapi: Core.Strapi, target: OwnTarget, documentIds: string[]): Promise<Record<string, string>> => {
  if (documentIds.length === 0) return {};
  const select = ['documentId', ...FIELDS[target]];
  const records = (await strapi.db.query(UID_OF_TARGET[target]).findMany({ where: { documentId: { $in: documentIds } }, select })) as Record<string, unknown>[];
  return Object.fromEntries(records.flatMap((record) => NAMES[target](record).filter(Boolean).slice(0, 1).map((name) => [String(record['documentId']), String(name)])));
};
