import type { Knex } from 'knex';
import type { RecordImage } from '../../pipeline/types';
import { inChunks, type Client } from '../sql/client';
import { fromDatabase } from '../sql/columns';
import { TABLES } from '../models';
import { selectIn } from '../sql/select-in';
import { deleteValues, VALUE_COLUMNS } from '../values/write-values';
import type { WriteStamp } from './insert-records';
import type { RecordTable } from './record-table';
import type { RelationEnd } from './relations';
import { deleteLinks, readLinks } from './repoint-relations';

/** Where a target's records are, and what names them: a contact's organization among it. */
export interface DeletionPlace {
  table: RecordTable;
  client: Client;
  ends: RelationEnd[];
  stamp: WriteStamp;
}

/**
 * Deletes records with their keys and links, and gives what they were, by id. Columns are in the engine's form (times as
 * ISO 8601); of a link row that is a column of another record, `row` holds only its id and that column.
 */
export const deleteRecords = async (trx: Knex.Transaction, place: DeletionPlace, ids: number[]): Promise<Map<number, RecordImage>> => {
  const images = await readImages(trx, place, ids);
  for (const end of endsWithOrganization(place)) {
    const rows = await readLinks(trx, end, ids);
    for (const row of rows) images.get(Number(row[end.column]))?.links.push({ table: end.table, row: end.kind === 'link' ? row : { id: row.id, [end.column]: row[end.column] } });
    if (end.kind === 'link') await deleteLinks(trx, end.table, rows.map(({ id }) => id));
    else for (const chunk of inChunks(rows)) await trx(end.table).whereIn('id', chunk.map(({ id }) => id)).update({ [end.column]: null });
  }
  if (place.table.organizationLink !== null) await takeValues(trx, place, images);
  for (const chunk of inChunks(ids)) {
    await trx(place.table.keyTable).whereIn('record_id', chunk).delete();
    await trx(place.table.table).whereIn('id', chunk).delete();
  }
  return images;
};

/** A contact's values stand in the image like link rows that name it, and come back like them. */
const takeValues = async (trx: Knex.Transaction, { client, stamp }: DeletionPlace, images: ReadonlyMap<number, RecordImage>): Promise<void> => {
  const rows = await selectIn<Record<string, unknown>>(trx, client, { table: TABLES.contactValues, columns: ['id', ...VALUE_COLUMNS], column: 'record_id', values: [...images.keys()] });
  for (const row of rows) images.get(Number(row['record_id']))?.links.push({ table: TABLES.contactValues, row });
  const records = [...images].map(([id, { columns }]) => ({ id, documentId: String(columns['document_id']) }));
  await deleteValues({ trx, client, stamp: { now: stamp.now, source: 'import', job: stamp.job } }, records);
};

const readImages = async (trx: Knex.Transaction, { table }: DeletionPlace, ids: number[]): Promise<Map<number, RecordImage>> => {
  const types = new Map([...table.columns.values()].map(({ name, type }) => [name, type]));
  const images = new Map<number, RecordImage>();
  for (const chunk of inChunks(ids)) {
    const rows = (await trx(table.table).whereIn('id', chunk)) as Record<string, unknown>[];
    for (const row of rows) {
      const columns = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value, types.get(name) ?? 'string')]));
      images.set(Number(row['id']), { columns, keys: [], links: [] });
    }
    const keys = (await trx(table.keyTable).whereIn('record_id', chunk).orderBy('id')) as { hash: string; slot: number | string; record_id: number; field: string; alias: unknown }[];
    for (const { hash, slot, record_id: id, field, alias } of keys) images.get(Number(id))?.keys.push({ hash, slot: Number(slot), field, alias: Boolean(Number(alias)) });
  }
  return images;
};

/** PostgreSQL gives JSON columns parsed, but takes them as text. */
const plain = (value: unknown, type: string): unknown => (type === 'json' && value !== null && typeof value === 'object' ? JSON.stringify(value) : fromDatabase(value, type));

const endsWithOrganization = ({ table, ends }: DeletionPlace): RelationEnd[] => {
  const link = table.organizationLink;
  return link === null ? ends : [{ table: link.table, column: link.record, kind: 'link', where: {}, others: [link.organization], self: null, single: true }, ...ends];
};
