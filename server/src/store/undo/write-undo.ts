import type { Knex } from 'knex';
import type { RecordPatch, UndoWrites } from '../../pipeline/undo/undo-ports';
import type { Target } from '../../contracts';
import { yieldToEventLoop } from '../database';
import { idsOfAll } from './ids-of-all';
import type { Client } from '../sql/client';
import { toDatabase, type Column } from '../sql/columns';
import { deleteIn } from '../sql/delete-in';
import { insertRows } from '../sql/insert-rows';
import { updateRows } from '../sql/update-rows';
import { addBack, removeGone } from './undo-keys';
import { insertImages } from './insert-images';
import type { LinkEnds } from './link-ends';
import { moveLinksBack } from './move-links-back';
import { addConsentChanges } from '../values/consent-history';
import { consentsOfImage, deleteValues, writeValues } from '../values/write-values';
import type { UndoTable } from './undo-table';

export interface WriteUndo {
  tables: Record<Target, UndoTable>;
  ends: LinkEnds;
  client: Client;
  now: Date;
  /** The administrator who takes the import back; null for tokens and the command line. */
  adminId: number | null;
  /** The import that is taken back. */
  job: string;
}

/**
 * Writes what a part gives back, in sets. Keys go before keys come, because identifiers change hands; link rows that
 * belong to a revived record leave the survivor before that one may be deleted, or they would go with it.
 */
export const writeUndo = async (trx: Knex.Transaction, write: WriteUndo, { target, deletes, patches, images, links }: UndoWrites): Promise<void> => {
  const { client } = write;
  const table = write.tables[target];
  const slice = { trx, client, table, ends: write.ends };
  await moveLinksBack(slice, links);
  await removeGone(slice, { deleted: deletes.map(({ id }) => id), patches });
  if (client === 'sqlite') await yieldToEventLoop();
  await patchRecords(trx, { table, write }, patches);
  await unlink(trx, write, table, [...deletes.filter(({ organization }) => organization !== null), ...patches.filter(({ organization }) => organization !== undefined)].map(({ id }) => id));
  await deleteIn(trx, client, { table: table.table, column: 'id', values: deletes.map(({ id }) => id) });
  await writeDefined(trx, { write, table }, { deletes, patches, images });
  if (client === 'sqlite') await yieldToEventLoop();
  await addBack(slice, patches);
  await insertImages(slice, images);
  await link(trx, write, table, patches);
};

/** Fields that administrators have defined; what changes of a consent by it is told in its history. */
const writeDefined = async (trx: Knex.Transaction, { write: { client, now, job }, table }: { write: WriteUndo; table: UndoTable }, { deletes, patches, images }: Pick<UndoWrites, 'deletes' | 'patches' | 'images'>): Promise<void> => {
  if (table.organizationLink === null) return;
  const stamp = { now, source: 'undo', job } as const;
  await deleteValues({ trx, client, stamp }, deletes);
  await writeValues({ trx, client, stamp }, patches);
  await addConsentChanges(trx, client, { stamp, changes: images.flatMap(consentsOfImage) });
};

const patchRecords = async (trx: Knex.Transaction, { table, write }: { table: UndoTable; write: WriteUndo }, patches: RecordPatch[]): Promise<void> => {
  const { client, now, adminId } = write;
  const at = toDatabase(now, 'datetime', client);
  for (const group of groupByColumns(patches)) {
    const [first] = group;
    if (first === undefined) continue;
    const fields = Object.keys(first.values).flatMap((field) => {
      const column = table.columns.get(field);
      return column === undefined ? [] : [{ field, ...column }];
    });
    const marks = MARKS.filter(({ part }) => first[part] !== undefined);
    const columns: Column[] = [
      { name: 'id', type: 'integer' }, { name: 'updated_at', type: 'datetime' }, { name: 'updated_by_id', type: 'integer' },
      ...marks.map(({ name, type }) => ({ name, type })),
      ...fields.map(({ name, type }) => ({ name, type })),
    ];
    const rows = group.map((patch) => [
      patch.id, at, adminId,
      ...marks.map(({ part }) => (part === 'externalIds' ? idsText(patch.externalIds) : patch[part])),
      ...fields.map(({ field, type }) => toDatabase(patch.values[field], type, client)),
    ]);
    await updateRows(trx, client, { table: table.table, columns, rows });
  }
};

const MARKS = [
  { part: 'externalIds', name: 'external_ids', type: 'json' },
  { part: 'lastJob', name: 'last_job', type: 'string' },
  { part: 'mergedInto', name: 'merged_into', type: 'string' },
] as const;

/** A record without external IDs has no list. */
const idsText = (ids: RecordPatch['externalIds']): string | null => (ids === undefined || ids.length === 0 ? null : JSON.stringify(ids));

/** Records of which the same columns change are written by one statement. */
const groupByColumns = (patches: RecordPatch[]): RecordPatch[][] => {
  const groups = new Map<string, RecordPatch[]>();
  for (const patch of patches) {
    const name = [...Object.keys(patch.values).sort(), ...MARKS.map(({ part }) => (patch[part] === undefined ? '' : `#${part}`))].join(',');
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [patch]);
    else group.push(patch);
  }
  return [...groups.values()];
};

const unlink = async (trx: Knex.Transaction, { client }: WriteUndo, { organizationLink }: UndoTable, ids: number[]): Promise<void> => {
  if (organizationLink !== null) await deleteIn(trx, client, { table: organizationLink.table, column: organizationLink.record, values: ids });
};

const link = async (trx: Knex.Transaction, { client, tables }: WriteUndo, { organizationLink }: UndoTable, patches: RecordPatch[]): Promise<void> => {
  const moved = patches.filter(({ organization }) => organization !== undefined && organization !== null);
  if (organizationLink === null || moved.length === 0) return;
  const ids = await idsOfAll(trx, { table: tables.organizations.table, client }, [...new Set(moved.map(({ organization }) => organization ?? ''))]);
  const columns = [{ name: organizationLink.record, type: 'integer' }, { name: organizationLink.organization, type: 'integer' }];
  const rows = moved.flatMap(({ id, organization }) => {
    const organizationId = ids.get(organization ?? '');
    return organizationId === undefined ? [] : [[id, organizationId]];
  });
  await insertRows(trx, client, { table: organizationLink.table, columns, rows });
};
