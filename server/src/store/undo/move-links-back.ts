import type { MovedLink } from '../../pipeline/types';
import { idsOfAll } from './ids-of-all';
import { selectIn } from '../sql/select-in';
import { updateRows } from '../sql/update-rows';
import { groupBy } from './group-by';
import { insertLinks, type InsertLinks } from './insert-links';

/** Lets link rows name a revived record again, where they still name the survivor; and inserts those again that had become doubles. */
export const moveLinksBack = async (slice: InsertLinks & { table: { table: string } }, links: MovedLink[]): Promise<void> => {
  if (links.length === 0) return;
  const { trx, client } = slice;
  const ids = await idsOfAll(trx, { table: slice.table.table, client }, [...new Set(links.flatMap(({ from, to }) => [from, to]))]);
  for (const [place, group] of groupBy(links, ({ table, column }) => `${table} ${column}`)) {
    const [table = '', column = ''] = place.split(' ');
    const moved = group.filter(({ removed }) => removed === undefined);
    const held = await selectIn<Record<string, number>>(trx, client, { table, columns: ['id', column], column: 'id', values: moved.map(({ id }) => id) });
    const named = new Map(held.map((row) => [Number(row['id']), Number(row[column])]));
    const rows = moved.flatMap(({ id, from, to }) => (named.get(id) === ids.get(to) && ids.has(from) ? [[id, ids.get(from)]] : []));
    await updateRows(trx, client, { table, columns: [{ name: 'id', type: 'integer' }, { name: column, type: 'integer' }], rows });
    await insertLinks(slice, table, group.flatMap(({ removed }) => (removed === undefined ? [] : [removed])));
  }
};
