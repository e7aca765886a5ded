import type { RecordImage } from '../../pipeline/types';
import { toDatabase } from '../sql/columns';
import { insertRows } from '../sql/insert-rows';
import { groupBy } from './group-by';
import { insertLinks, type InsertLinks } from './insert-links';
import { KEY_COLUMNS, type UndoSliceOn } from './undo-keys';

/** Inserts deleted records as they were: under their own ids, which the databases never give away again, with keys and links. */
export const insertImages = async (slice: UndoSliceOn & InsertLinks, images: RecordImage[]): Promise<void> => {
  if (images.length === 0) return;
  const { trx, client, table } = slice;
  for (const { columns, keys } of images) {
    await trx(table.table).insert(Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, TIMES.has(name) ? toDatabase(value, 'datetime', client) : value])));
    const id = Number(columns['id']);
    const flag = (alias: boolean): number | boolean => (client === 'sqlite' ? Number(alias) : alias);
    await insertRows(trx, client, { table: table.keyTable, columns: KEY_COLUMNS, rows: keys.map(({ hash, slot, field, alias }) => [hash, slot, id, field, flag(alias)]) });
  }
  for (const [name, links] of groupBy(images.flatMap((image) => image.links), (link) => link.table)) await insertLinks(slice, name, links.map(({ row }) => row));
};

/** Went through JSON as text. */
const TIMES = new Set(['created_at', 'updated_at', 'published_at']);
