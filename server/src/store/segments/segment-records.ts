import type { Core } from '@strapi/strapi';
import type { SegmentField, SegmentGroup, Target } from '../../contracts';
import { readRecordTable } from '../records/record-table';
import type { Database } from '../sql/client';
import { applyFilter, RECORD, type SegmentTables } from './compile-filter';

/** Ids that one statement looks at: some ms on SQLite, whose one connection others wait for. */
const WINDOW = 20_000;

export interface SegmentQuery {
  target: Target;
  filter: SegmentGroup;
  fields: readonly SegmentField[];
}

const tablesOf = (strapi: Core.Strapi, { client }: Database, { target, fields }: SegmentQuery): SegmentTables => ({
  table: readRecordTable(strapi, target), organizations: readRecordTable(strapi, 'organizations'), client, fields: new Map(fields.map((field) => [field.path, field])),
});

/** How many records a segment has now. Those that were merged away are none. */
export const countSegment = async (strapi: Core.Strapi, database: Database, query: SegmentQuery): Promise<number> => {
  const tables = tablesOf(strapi, database, query);
  const connection = database.knex();
  const counting = connection.from({ [RECORD]: tables.table.table }).whereNull(`${RECORD}.merged_into`);
  applyFilter(counting as never, query.filter, { connection, tables, by: 'sets' });
  const [row] = (await counting.count({ n: '*' })) as { n: number | string }[];
  return Number(row?.n ?? 0);
};

/** The ids of a segment's next records behind `after`, in order, at most `limit`; and up to which id that was looked. null: there are no more. */
export const nextInSegment = async (strapi: Core.Strapi, database: Database, query: SegmentQuery, { after, limit }: { after: number; limit: number }): Promise<{ ids: number[]; until: number } | null> => {
  const tables = tablesOf(strapi, database, query);
  const connection = database.knex();
  const first = (await connection(tables.table.table).where('id', '>', after).min({ id: 'id' })) as { id: number | string | null }[];
  const from = first[0]?.id ?? null;
  if (from === null) return null;
  const until = Number(from) + WINDOW;
  const reading = connection
    .from({ [RECORD]: tables.table.table })
    .whereNull(`${RECORD}.merged_into`)
    .where(`${RECORD}.id`, '>', after)
    .where(`${RECORD}.id`, '<', until);
  applyFilter(reading as never, query.filter, { connection, tables, by: 'row' });
  const ids = (await reading.orderBy(`${RECORD}.id`).limit(limit).select(`${RECORD}.id`)).map((row: { id: number | string }) => Number(row.id));
  return { ids, until: ids.length < limit ? until - 1 : (ids.at(-1) ?? after) };
};
