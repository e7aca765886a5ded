import type { Core } from '@strapi/strapi';
import { UID_OF_TARGET, type OwnTarget } from '../../contracts';
import { readRecordTable, type RecordTable } from '../records/record-table';
import { readReferences, type Reference } from './read-references';

/** A target's table, and every place of the application that names its records. */
export interface UndoTable extends RecordTable {
  references: Reference[];
  /** Column name → attribute type, of all columns. */
  types: ReadonlyMap<string, string>;
  /** What a record says in the columns that nobody fills; without columns whose default is computed anew each time. */
  empty: Record<string, unknown>;
}

/** Written by every write itself, or kept apart from the values. */
const NOT_VALUES = new Set(['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'locale', 'externalIds', 'lastJob', 'mergedInto']);

export const readUndoTable = (strapi: Core.Strapi, target: OwnTarget): UndoTable => {
  const uid = UID_OF_TARGET[target];
  const table = readRecordTable(strapi, target);
  const columns = new Map([...table.columns].filter(([field]) => !NOT_VALUES.has(field)));
  const { attributes } = strapi.getModel(uid as Parameters<Core.Strapi['getModel']>[0]) as unknown as { attributes: Record<string, { default?: unknown }> };
  const empty: Record<string, unknown> = {};
  for (const field of columns.keys()) if (typeof attributes[field]?.default !== 'function') empty[field] = table.defaults[field] ?? null;
  const types = new Map([...table.columns.values()].map(({ name, type }) => [name, type]));
  return { ...table, columns, types, references: readReferences(strapi, uid).filter(({ table: name }) => name !== table.organizationLink?.table), empty };
};
