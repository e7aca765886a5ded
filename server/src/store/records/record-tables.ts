import type { Core } from '@strapi/strapi';
import type { Target } from '../../contracts';
import type { KeyHit, SliceWriter, StoredRecord } from '../../pipeline/ports';
import type { Client, Connection, Database } from '../sql/client';
import type { Knex } from 'knex';
import { findKeys } from './find-keys';
import { insertRecords, type WriteStamp } from './insert-records';
import { idsOfDocuments, loadRecords, type LoadOptions } from './load-records';
import { readRecordTable, type RecordTable } from './record-table';
import { updateRecords } from './update-records';

/** The records of both targets, as planning reads them and slices write them. */
export interface RecordTables {
  findKeys(target: Target, hashes: string[]): Promise<KeyHit[]>;
  loadRecords(target: Target, ids: number[], fields: string[]): Promise<StoredRecord[]>;
  writer(trx: Knex.Transaction, stamp: WriteStamp): SliceWriter;
}

export const createRecordTables = (strapi: Core.Strapi, database: Database): RecordTables => {
  const tables: Record<Target, RecordTable> = { contacts: readRecordTable(strapi, 'contacts'), organizations: readRecordTable(strapi, 'organizations') };
  const { client } = database;
  const load = (connection: Connection, target: Target, options: LoadOptions) =>
    loadRecords(connection, { table: tables[target], organizationTable: tables.organizations.table, client }, options);

  return {
    findKeys: (target, hashes) => findKeys(database.knex(), { keyTable: tables[target].keyTable, client }, hashes),
    loadRecords: (target, ids, fields) => load(database.knex(), target, { ids, fields }),
    writer: (trx, stamp) => createWriter(trx, { tables, client, stamp, load }),
  };
};

const createWriter = (
  trx: Knex.Transaction,
  { tables, client, stamp, load }: {
    tables: Record<Target, RecordTable>;
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
});
