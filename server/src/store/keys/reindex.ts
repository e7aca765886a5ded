import type { Core } from '@strapi/strapi';
import { UID_OF_TARGET, type OwnTarget } from '../../contracts';
import { inTransaction, tableIn, yieldToEventLoop } from '../database';
import { byAttribute, findTaken, KEY_TABLE, keyedRecord, replaceKeys } from './key-rows';

export interface ReindexReport {
  records: number;
  keys: number;
  /** Unique identifiers that two records claim: the one that holds it keeps it. */
  conflicts: number;
}

/** 500 records are about 2,500 keys: some 40 ms on SQLite, where a transaction blocks everybody. */
const BATCH = 500;

/**
 * Rebuilds all own keys of a target from its records and drops the keys of records that are gone. A conflict of the
 * first pass may be with a stale key of a record that comes later; the second pass finds only real ones.
 */
export const reindex = async (strapi: Core.Strapi, target: OwnTarget): Promise<ReindexReport> => {
  const first = await onePass(strapi, target);
  return first.conflicts === 0 ? first : onePass(strapi, target);
};

const onePass = async (strapi: Core.Strapi, target: OwnTarget): Promise<ReindexReport> => {
  const report: ReindexReport = { records: 0, keys: 0, conflicts: 0 };
  let last = 0;
  for (;;) {
    const next = await reindexBatch(strapi, target, last, report);
    if (next === null) return report;
    last = next;
    await yieldToEventLoop();
  }
};

/** One transaction a batch: locks the keys of the ids after `last` only. Gives the last id done, null at the end. */
const reindexBatch = (strapi: Core.Strapi, target: OwnTarget, last: number, report: ReindexReport): Promise<number | null> =>
  inTransaction(strapi, async (trx) => {
    const meta = strapi.db.metadata.get(UID_OF_TARGET[target]);
    const rows = (await tableIn(strapi, trx, meta.tableName).where('id', '>', last).orderBy('id').limit(BATCH)) as Record<string, unknown>[];
    const end = rows.length < BATCH ? null : Number(rows[rows.length - 1]?.['id']);

    // Stale keys go first, within the range of ids that this batch covers: they could stand in a living record's way.
    const stale = tableIn(strapi, trx, KEY_TABLE[target]).where('record_id', '>', last);
    if (end !== null) stale.where('record_id', '<=', end);
    await stale.andWhere((query) => query.where('alias', false).orWhereNotIn('record_id', rows.map((row) => Number(row['id'])))).delete();

    const records = rows.map((row) => keyedRecord(strapi, target, byAttribute(meta.attributes, row)));
    const taken = await findTaken(strapi, trx, target, records);
    const lost = new Set(taken.map((key) => `${key.hash}:${String(key.recordId)}`));
    for (const record of records) record.keys = record.keys.filter((key) => !(key.unique && lost.has(`${key.hash}:${String(record.id)}`)));

    report.records += rows.length;
    report.conflicts += taken.length;
    report.keys += await replaceKeys(strapi, trx, target, records);
    return end;
  });
