import type { Knex } from 'knex';
import type { MovedLink } from '../../pipeline/types';
import { inChunks, type Client } from '../sql/client';
import { updateRows } from '../sql/update-rows';
import { isSingle, type RelationEnd } from './relations';

/** Which record another one stands for from now on. */
export interface Repointing {
  from: { id: number; documentId: string };
  to: { id: number; documentId: string };
}

type LinkRow = Record<string, unknown> & { id: number };

/**
 * Lets everything in the application that names `from` name `to`. Rows are read before they are changed, since undo must
 * know each of them; a relation that nothing uses costs one query a slice. Gives the changes by the survivor's id.
 */
export const repointRelations = async (trx: Knex.Transaction, { ends, client }: { ends: RelationEnd[]; client: Client }, repointings: Repointing[]): Promise<Map<number, MovedLink[]>> => {
  const moved = new Map<number, MovedLink[]>();
  for (const end of ends) {
    const losing = await readLinks(trx, end, repointings.map(({ from }) => from.id));
    if (losing.length === 0) continue;
    const having = await readLinks(trx, end, [...new Set(repointings.map(({ to }) => to.id))]);
    const decided = decide(end, { losing, having, repointings });
    await deleteLinks(trx, end.table, decided.filter(({ removed }) => removed !== undefined).map(({ id }) => id));
    const rows = decided.flatMap(({ id, removed, survivor }) => (removed === undefined ? [[id, survivor]] : []));
    await updateRows(trx, client, { table: end.table, columns: [{ name: 'id', type: 'integer' }, { name: end.column, type: 'integer' }], rows });
    for (const { survivor, ...link } of decided) moved.set(survivor, [...(moved.get(survivor) ?? []), link]);
  }
  return moved;
};

/** Rows of one relation that name any of these records, oldest first. */
export const readLinks = async (trx: Knex.Transaction, { table, column, where }: RelationEnd, ids: readonly number[]): Promise<LinkRow[]> => {
  const rows: LinkRow[] = [];
  for (const chunk of inChunks(ids)) {
    const found = (await trx(table).where(where).whereIn(column, chunk).orderBy('id')) as LinkRow[];
    for (const row of found) rows.push({ ...row, id: Number(row.id) });
  }
  return rows;
};

export const deleteLinks = async (trx: Knex.Transaction, table: string, ids: readonly number[]): Promise<void> => {
  for (const chunk of inChunks(ids)) await trx(table).whereIn('id', chunk).delete();
};

interface Decided extends MovedLink {
  survivor: number;
}

/** What becomes of each row, in the order of the merges and of the losers' age: where only one has room, the first is it. */
const decide = (end: RelationEnd, { losing, having, repointings }: { losing: LinkRow[]; having: LinkRow[]; repointings: Repointing[] }): Decided[] => {
  const identity = (row: LinkRow, owner: number): string => JSON.stringify([owner, ...end.others.map((column) => row[column])]);
  const place = (row: LinkRow, owner: number): string => JSON.stringify([owner, typeof end.single === 'boolean' ? '' : row['field']]);
  const taken = new Set(having.map((row) => identity(row, Number(row[end.column]))));
  const filled = new Set(having.map((row) => place(row, Number(row[end.column]))));
  const byOwner = new Map<number, LinkRow[]>();
  for (const row of losing) byOwner.set(Number(row[end.column]), [...(byOwner.get(Number(row[end.column])) ?? []), row]);
  return repointings.flatMap(({ from, to }) =>
    (byOwner.get(from.id) ?? []).flatMap((row): Decided[] => {
      const link = { table: end.table, column: end.column, id: row.id, from: from.documentId, to: to.documentId, survivor: to.id };
      const pointsAtItself = end.self !== null && Number(row[end.self]) === to.id;
      const isDouble = end.kind === 'link' && taken.has(identity(row, to.id));
      if (pointsAtItself || isDouble) return [{ ...link, removed: row }];
      // There is room for one only, and the survivor has it: the other's stays with the other.
      if (isSingle(end, row) && filled.has(place(row, to.id))) return [];
      taken.add(identity(row, to.id));
      filled.add(place(row, to.id));
      return [link];
    }),
  );
};
