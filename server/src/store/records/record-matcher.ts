import type { Core } from '@strapi/strapi';
import { uidOfTarget } from '../../contracts';
import type { RecordMatcher } from '../../pipeline/plan/write-permits';
import { inChunks } from '../sql/client';

/** As many as a block has rows. */
const IDS_AT_ONCE = 2_000;

/** Asks Strapi's query engine, which joins the transaction that is open, which records a condition of a role is for. */
export const createRecordMatcher = (strapi: Core.Strapi): RecordMatcher => ({
  async matching(target, where, ids) {
    const found: number[] = [];
    for (const chunk of inChunks(ids, IDS_AT_ONCE)) {
      const records = (await strapi.db.query(uidOfTarget(target) as 'admin::user').findMany({ select: ['id'], where: { $and: [{ id: { $in: chunk } }, where] } })) as { id: number }[];
      found.push(...records.map(({ id }) => Number(id)));
    }
    return found;
  },
});
