import type { Core } from '@strapi/strapi';
import { UID_OF_TARGET, type OwnTarget } from '../contracts';

export interface RecordFilter {
  q?: string;
  /** A directory status; contacts only. */
  status?: 'expert' | 'copy' | 'transfer';
  /** documentId of an organization; contacts only. */
  organization?: string;
  /** Of the last job that wrote the record. */
  import?: string;
}
export interface RecordRange {
  field: string;
  direction: string;
  offset: number;
  limit: number;
}
export type StoredRecord = Record<string, unknown>;

/** Reads contacts and organizations for people; the import reads in sets, through knex. */
export const createRecordReader = (strapi: Core.Strapi) => ({
  /** Records that were merged into others are left out. */
  async list(target: OwnTarget, { q, status, organization, import: job }: RecordFilter, range: RecordRange): Promise<[StoredRecord[], number]> {
    const where = {
      $and: [
        { mergedInto: { $null: true } },
        ...(status === undefined ? [] : [{ [status]: true }]),
        ...(job === undefined ? [] : [{ lastJob: job }]),
        ...(organization === undefined ? [] : [{ organization: { documentId: organization } }]),
      ],
    };
    const found = await strapi.db.query(UID_OF_TARGET[target]).findWithCount({
      where,
      ...(q === undefined || q === '' ? {} : { _q: q }),
      // The id last: equal values would otherwise move between pages.
      orderBy: [{ [range.field]: range.direction }, { id: range.direction }],
      offset: range.offset,
      limit: range.limit,
      populate: relationsOf(target),
    });
    return found as [StoredRecord[], number];
  },

  find: async (target: OwnTarget, documentId: string): Promise<StoredRecord | null> =>
    (await strapi.db.query(UID_OF_TARGET[target]).findOne({ where: { documentId }, populate: relationsOf(target) })) as StoredRecord | null,
});

const relationsOf = (target: OwnTarget): object => ({ [target === 'contacts' ? 'organization' : 'parent']: { select: ['documentId', 'name'] } });
