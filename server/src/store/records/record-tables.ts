import type { Core } from '@strapi/strapi';
import { isOwnTarget, type OwnTarget, type Target } from '../../contracts';
import type { KeyHit, PlanReader, SliceWriter, StoredRecord } from '../../pipeline/ports';
import type { Client, Connection, Database } from '../sql/client';
import type { Knex } from 'knex';
import { createForeignReader, type ForeignReader } from '../foreign/foreign-reader';
import { createForeignTypes } from '../foreign/foreign-type';
import { createForeignWriter } from '../foreign/foreign-writer';
import { selectIn } from '../sql/select-in';
import { deleteRecords } from './delete-records';
import { findKeys } from './find-keys';
import { insertRecords, type WriteStamp } from './insert-records';
import { aliasesOf } from './key-rows';
import { idsOfDocuments, loadRecords, type LoadOptions } from './load-records';
import { mergeRecords } from './merge-records';
import { readRecordTable, type RecordTable } from './record-table';
import { findRelationEnds, type RelationEnd } from './relations';
import { updateRecords } from './update-records';

/** The records of all targets, as planning reads them and slices write them. */
export interface RecordTables {
  findKeys(target: Target, hashes: string[]): Promise<KeyHit[]>;
  loadRecords(target: Target, ids: number[], fields: string[]): Promise<StoredRecord[]>;
  findReferences: NonNullable<PlanReader['findReferences']>;
  writer(trx: Knex.Transaction, stamp: WriteStamp): SliceWriter;
  /** The same reads inside a transaction; and records that nobody else may change until it ends. */
  reader(trx: Knex.Transaction): Pick<RecordTables, 'findKeys' | 'loadRecords' | 'findReferences'> & { lockRecords(target: Target, ids: number[]): Promise<void> };
}

export const createRecordTables = (strapi: Core.Strapi, database: Database): RecordTables => {
  const tables: Record<OwnTarget, RecordTable> = { contacts: readRecordTable(strapi, 'contacts'), organizations: readRecordTable(strapi, 'organizations') };
  const { client } = database;
  // Whatever the host has added to its types is there once it has started, and stays as long.
  const ends: Record<OwnTarget, RelationEnd[]> = { contacts: findRelationEnds(strapi, 'contacts', tables.contacts), organizations: findRelationEnds(strapi, 'organizations', tables.contacts) };
  const load = (connection: Connection, target: OwnTarget, options: LoadOptions) =>
    loadRecords(connection, { table: tables[target], organizationTable: tables.organizations.table, client }, options);
  const typeOf = createForeignTypes(strapi);
  // Reads of `strapi.db` are a part of whichever transaction they stand in.
  const foreign = createForeignReader(strapi, typeOf);
  const reader = (connection: () => Connection): Pick<RecordTables, 'findKeys' | 'loadRecords' | 'findReferences'> => ({
    findKeys: (target, hashes) => (isOwnTarget(target) ? findKeys(connection(), { keyTable: tables[target].keyTable, client }, hashes) : foreign.findKeys(target, hashes)),
    loadRecords: (target, ids, fields) => (isOwnTarget(target) ? load(connection(), target, { ids, fields }) : foreign.loadRecords(target, ids, fields)),
    findReferences: foreign.findReferences,
  });

  return {
    ...reader(() => database.knex()),
    writer: (trx, stamp) => {
      const own = createWriter(trx, { tables, ends, client, stamp, load });
      const { documents: job } = stamp;
      return job === undefined ? own : byTarget(own, createForeignWriter({ strapi, trx, type: typeOf(job.target), client, reader: foreign, stamp, job }), foreign);
    },
    reader: (trx) => ({
      ...reader(() => trx),
      lockRecords: async (target, ids) => {
        if (isOwnTarget(target)) await load(trx, target, { ids, fields: [], lock: true });
        else if (client !== 'sqlite') await selectIn(trx, client, { table: typeOf(target).table, columns: ['id'], column: 'id', values: ids, lock: true });
      },
    }),
  };
};

/** A slice of a foreign type asks about organizations too, of which its rows have none. */
const byTarget = (own: SliceWriter, foreign: ReturnType<typeof createForeignWriter>, reader: ForeignReader): SliceWriter => ({
  findKeys: (target, hashes) => (isOwnTarget(target) ? own.findKeys(target, hashes) : reader.findKeys(target, hashes)),
  lockRecords: (target, ids, fields) => (isOwnTarget(target) ? own : foreign).lockRecords(target, ids, fields),
  idsOfDocuments: (target, documentIds) => (isOwnTarget(target) ? own : foreign).idsOfDocuments(target, documentIds),
  aliasesOf: (target, ids) => (isOwnTarget(target) ? own : foreign).aliasesOf(target, ids),
  defaultOf: (target, field) => (isOwnTarget(target) ? own : foreign).defaultOf(target, field),
  insertRecords: (target, records) => (isOwnTarget(target) ? own : foreign).insertRecords(target, records),
  updateRecords: (target, updates) => (isOwnTarget(target) ? own : foreign).updateRecords(target, updates),
  mergeRecords: (target, merges) => (isOwnTarget(target) ? own : foreign).mergeRecords(target, merges),
  deleteRecords: (target, ids) => (isOwnTarget(target) ? own : foreign).deleteRecords(target, ids),
  written: foreign.written,
});

const createWriter = (
  trx: Knex.Transaction,
  { tables, ends, client, stamp, load }: {
    tables: Record<OwnTarget, RecordTable>;
    ends: Record<OwnTarget, RelationEnd[]>;
    client: Client;
    stamp: WriteStamp;
    load: (connection: Connection, target: OwnTarget, options: LoadOptions) => Promise<StoredRecord[]>;
  },
): SliceWriter => ({
  findKeys: (target: OwnTarget, hashes) => findKeys(trx, { keyTable: tables[target].keyTable, client }, hashes),
  lockRecords: (target: OwnTarget, ids, fields) => load(trx, target, { ids, fields, lock: true }),
  idsOfDocuments: (target: OwnTarget, documentIds) => idsOfDocuments(trx, { table: tables[target].table, client }, documentIds),
  insertRecords: (target: OwnTarget, records) => insertRecords(trx, { table: tables[target], client, stamp }, records),
  updateRecords: (target: OwnTarget, updates) => updateRecords(trx, { table: tables[target], client, stamp }, updates),
  aliasesOf: (target: OwnTarget, ids) => aliasesOf(trx, tables[target], ids),
  defaultOf: (target: OwnTarget, field) => tables[target].defaults[field],
  mergeRecords: (target: OwnTarget, merges) => mergeRecords(trx, { table: tables[target], ends: ends[target], client, stamp }, merges),
  deleteRecords: (target: OwnTarget, ids) => deleteRecords(trx, { table: tables[target], ends: ends[target], client, stamp }, ids),
});
