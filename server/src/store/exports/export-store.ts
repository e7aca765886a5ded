import { deflateRaw, inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import { actorKey, type Actor } from '../../contracts';
import { LeaseLost } from '../../jobs/control-errors';
import { TABLES } from '../models';
import { NOW_MS, type Database } from '../sql/client';
import { toExportRow, type ExportRow } from './export-row';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** A worker that dies at an export so often takes it along: whatever kills it is in the records. */
const MAX_CRASHES = 3;

export interface NewExport extends Pick<ExportRow, 'uid' | 'name' | 'target' | 'kind' | 'query'> {
  actor: Actor;
}
/** A page of an export: records as CSV text, and which file they belong to. */
export interface ExportPage {
  blocks: { part: number; text: string }[];
  records: number;
  files: number;
  afterId: number;
}

export const createExportStore = (database: Database) => {
  const { client, knex } = database;
  const find = async (where: object): Promise<ExportRow | null> => {
    const row = (await knex()(TABLES.exports).where(where).first()) as Record<string, unknown> | undefined;
    return row === undefined ? null : toExportRow(row);
  };

  return {
    find: (uid: string) => find({ uid }),

    async create({ query, actor, ...row }: NewExport): Promise<ExportRow> {
      await knex()(TABLES.exports).insert({
        ...row, query: JSON.stringify(query), actor: JSON.stringify(actor), actor_key: actorKey(actor), state: 'waiting', records: 0, files: 0, after_id: 0,
        generation: 0, crashes: 0, created_ms: Date.now(),
      });
      return (await find({ uid: row.uid })) as ExportRow;
    },

    async list({ key, offset, limit }: { key: string | null; offset: number; limit: number }): Promise<{ rows: ExportRow[]; total: number }> {
      const where = key === null ? {} : { actor_key: key };
      const rows = (await knex()(TABLES.exports).where(where).orderBy('id', 'desc').offset(offset).limit(limit)) as Record<string, unknown>[];
      const [counted] = (await knex()(TABLES.exports).where(where).count({ n: '*' })) as { n: number | string }[];
      return { rows: rows.map(toExportRow), total: Number(counted?.n ?? 0) };
    },

    /**
     * Takes the oldest export that nobody builds. The lease is compared with the database's clock, and the generation in the WHERE lets one of two
     * workers win; whoever had it before finds out with its next page.
     */
    async claim(leaseMs: number): Promise<ExportRow | null> {
      const free = (await knex()(TABLES.exports)
        .where({ state: 'waiting' })
        .orWhere((stale) => void stale.where({ state: 'running' }).whereRaw(`lease_until_ms < ${NOW_MS[client]}`))
        .orderBy('id').first()) as Record<string, unknown> | undefined;
      if (free === undefined) return null;
      const row = toExportRow(free);
      const crashes = Number(free['crashes'] ?? 0) + (row.state === 'running' ? 1 : 0);
      const gone = crashes > MAX_CRASHES ? { state: 'failed', error: 'export.crashed', finished_ms: Date.now() } : { state: 'running' };
      const won = await knex()(TABLES.exports)
        .where({ id: row.id, generation: row.generation, state: row.state })
        .update({ ...gone, crashes, generation: row.generation + 1, lease_until_ms: knex().raw(`${NOW_MS[client]} + ?`, [leaseMs]) });
      return won === 1 && gone.state === 'running' ? find({ id: row.id }) : null;
    },

    /** Blocks, counts and the cursor commit together, under the lease; throws LeaseLost where another worker goes on with it. */
    async savePage({ id, uid, generation }: ExportRow, { page, leaseMs }: { page: ExportPage; leaseMs: number }): Promise<void> {
      const packed = await Promise.all(page.blocks.map(async ({ part, text }) => ({ part, data: await deflate(text, { level: 1 }) })));
      await database.transaction(async (trx) => {
        const held = await trx(TABLES.exports).where({ id, generation, state: 'running' })
          .update({ records: page.records, files: page.files, after_id: page.afterId, lease_until_ms: trx.raw(`${NOW_MS[client]} + ?`, [leaseMs]) });
        if (held !== 1) throw new LeaseLost(uid);
        const last = (await trx(TABLES.exportBlocks).where({ export_id: id }).max({ ordinal: 'ordinal' })) as { ordinal: number | null }[];
        let ordinal = Number(last[0]?.ordinal ?? 0);
        for (const block of packed) await trx(TABLES.exportBlocks).insert({ export_id: id, ordinal: (ordinal += 1), ...block });
      });
    },

    /** Changes an export that this worker has; false where it is another's by now. */
    async change({ id, generation }: ExportRow, patch: { state?: ExportRow['state']; total?: number; error?: string; finished_ms?: number; lease_until_ms?: number }): Promise<boolean> {
      return (await knex()(TABLES.exports).where({ id, generation, state: 'running' }).update(patch)) === 1;
    },

    /** The text of one file of an export, a block at a time. */
    async *read(id: number, part: number): AsyncGenerator<Buffer> {
      for (let after = 0; ; ) {
        const row = (await knex()(TABLES.exportBlocks).where({ export_id: id, part }).where('ordinal', '>', after).orderBy('ordinal').first('ordinal', 'data')) as { ordinal: number; data: Buffer } | undefined;
        if (row === undefined) return;
        after = Number(row.ordinal);
        yield await inflate(row.data);
      }
    },

    /** Deletes exports that ended, or were asked for and never built, before this time; blocks first, a few at a time. */
    async deleteBefore(beforeMs: number): Promise<number> {
      const rows = (await knex()(TABLES.exports).where('created_ms', '<', beforeMs).whereNot({ state: 'running' }).select('id').limit(1_000)) as { id: number }[];
      for (const { id } of rows) {
        await knex()(TABLES.exportBlocks).where({ export_id: id }).delete();
        await knex()(TABLES.exports).where({ id }).delete();
      }
      return rows.length;
    },

    /** Deletes what is built of all exports that may hold a person who is to be forgotten; they say why they cannot be downloaded. */
    async withdrawAll(target: string): Promise<void> {
      const rows = (await knex()(TABLES.exports).where({ target }).whereIn('state', ['running', 'completed', 'waiting']).select('id', 'generation')) as { id: number; generation: number }[];
      for (const { id, generation } of rows) {
        await knex()(TABLES.exports).where({ id }).update({ state: 'failed', error: 'export.erased', generation: Number(generation) + 1, finished_ms: Date.now() });
        await knex()(TABLES.exportBlocks).where({ export_id: id }).delete();
      }
    },
  };
};
