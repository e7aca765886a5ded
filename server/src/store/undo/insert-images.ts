import type { RecordImage } from '../../pipeline/types';
import { toDatabase } from '../sql/columns';
import { insertRows } from '../sql/insert-rows';
import { groupBy } from './group-by';
import { insertLinks, type InsertLinks } from './insert-links';
import { KEY_COLUMNS, type UndoSliceOn } from './undo-keys';

/** Inserts deleted records as they were: under their own ids, which the databases never give away again, with keys and links. */
export const insertImages = async (slice: UndoSliceOn & InsertLinks, images: RecordImage[]): Promise<void> => {
  if (images.length === 0) return;
  const { trx, client, table, ends } = slice;
  for (const { columns, keys } of images) {
    await trx(table.table).insert(Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, toDatabase(value, table.types.get(name) ?? 'string', client)])));
    const id = Number(columns['id']);
    const flag = (alias: boolean): number | boolean => (client === 'sqlite' ? Number(alias) : alias);
    await insertRows(trx, client, { table: table.keyTable, columns: KEY_COLUMNS, rows: keys.map(({ hash, slot, field, alias }) => [hash, slot, id, field, flag(alias)]) });
  }
  for (const [name, links] of groupBy(images.flatMap((image) => image.links), (link) => link.table)) {
    if (ends.has(name)) await insertLinks(slice, name, links.map(({ row }) => row));
    else for (const { row } of links) await nameAgain(slice, name, row);
  }
};

/** A column of another record that named the deleted one, where nobody has given it another value since. */
const nameAgain = async ({ trx }: InsertLinks, table: string, { id, ...named }: Record<string, unknown>): Promise<void> => {
  for (const [column, value] of Object.entries(named)) await trx(table).where({ id }).whereNull(column).update({ [column]: value });
};
