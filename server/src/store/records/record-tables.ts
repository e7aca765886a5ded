import type { Core } from '@strapi/strapi';
import type { Target } from '../../contracts';
import type { KeyHit, SliceWriter, StoredRecord } from '../../pipeline/ports';
import type { Client, Connection, Database } from '../sql/client';
import type { Knex } from 'knex';
import { deleteRecords } from './delete-records';
import { findKeys } from './find-keys';
import { insertRecords, type WriteStamp } from './insert-records';
import { aliasesOf } from './key-rows';
import { idsOfDocuments, loadRecords, type LoadOptions } from './load-records';
import { mergeRecords } from './merge-records';
import { readRecordTable, type RecordTable } from './record-table';
import { findRelationEnds, type RelationEnd } from './relations';
import { updateRecords } from './update-records';

/** The records of both targets, as planning reads them and slices write them. */
export interface RecordTables {
  findKeys(target: Target, hashes: string[]): Promise<KeyHit[]>;
  loadRecords(target: Target, ids: number[], fields: string[]): Promise<StoredRecord[]>;
  writer(trx: Knex.Transaction, stamp: WriteStamp): SliceWriter;
  /** The same reads inside a transaction; and records that nobody else may change until it ends. */
  reader(trx: Knex.Transaction): Pick<RecordTables, 'findKeys' | 'loadRecords'> & { lockRecords(target: Target, ids: number[]): Promise<void> };
}

export const createRecordTables = (strapi: Core.Strapi, database: Database): RecordTables => {
  const tables: Record<Target, RecordTable> = { contacts: readRecordTable(strapi, 'contacts'), organizations: readRecordTable(strapi, 'organizations') };
  const { client } = database;
  // Whatever the host has added to its types is there once it has started, and stays as long.
  const ends: Record<Target, RelationEnd[]> = { contacts: findRelationEnds(strapi, 'contacts', tables.contacts), organizations: findRelationEnds(strapi, 'organizations', tables.contacts) };
  const load = (connection: Connection, target: Target, options: LoadOptions) =>
    loadRecords(connection, { table: tables[target], organizationTable: tables.organizations.table, client }, options);

  return {
    findKeys: (target, hashes) => findKeys(database.knex(), { keyTable: tables[target].keyTable, client }, hashes),
    loadRecords: (target, ids, fields) => load(database.knex(), target, { ids, fields }),
    writer: (trx, stamp) => createWriter(trx, { tables, ends, client, stamp, load }),
    reader: (trx) => ({
      findKeys: (target, hashes) => findKeys(trx, { keyTable: tables[target].keyTable, client }, hashes),
      loadRecords: (target, ids, fields) => load(trx, target, { ids, fields }),
      lockRecords: async (target, ids) => {
        await load(trx, target, { ids, fields: [], lock: true });
      },
    }),
  };
};

const createWriter = (
  trx: Knex.Transaction,
  { tables, ends, client, stamp, load }: {
    tables: Record<Target, RecordTable>;
    ends: Record<Target, RelationEnd[]>;
    client: Client;
    stamp: WriteStamp;
    load: (connection: Connection, target: Target, options: LoadOptions) => Promise<StoredRecord[]>;
  },
): SliceWriter => ({
  findKeys: (target, hashes) => findKeys(trx, { keyTable: tables[target].keyTable, client }, hashes),
  lockRecords: (target, ids, fields) => load(trx, target, { ids, fields, lock: true }),
  idsOfDocuments: (target, documentIds) => idsOfDocuments(trx, { table: tables[target].table, client }, documentIds),
  insertRecords: (target, records) => insertRecords(trx, { table: tables[target], client, stamp }, records),
  updateRecords: (target, updates) => updateRecords(trx, { table: tables[target], client, stamp }, updates),
  aliasesOf: (target, ids) => aliasesOf(trx, tables[target], ids),
  defaultOf: (target, field) => tables[target].defaults[field],
  mergeRecords: (target, merges) => mergeRecords(trx, { table: tables[target], ends: ends[target], client, stamp }, merges),
  deleteRecords: (target, ids) => deleteRecords(trx, { table: tables[target], ends: ends[target], client, stamp }, ids),
});
