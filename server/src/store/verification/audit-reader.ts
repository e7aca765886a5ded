import type { Core } from '@strapi/strapi';
import { UID_OF_TARGET, type Target } from '../../contracts';
import { parseExternalIds, type StoredExternalId } from '../../domain/keys';
import { byAttribute, KEY_TABLE } from '../keys/key-rows';
import { fromDatabase } from '../sql/columns';
import { inChunks, type Database } from '../sql/client';
import { loadValues } from '../values/load-values';

/** A record as the auditor sees it: read straight from its table, past everything that the import uses. */
export interface AuditedRecord {
  id: number;
  documentId: string;
  values: Record<string, unknown>;
  externalIds: StoredExternalId[];
  organization: string | null;
  lastJob: string | null;
  updatedMs: number;
}

export interface AuditedKey {
  hash: string;
  slot: number;
  recordId: number;
  alias: boolean;
}

interface Meta {
  tableName: string;
  attributes: Record<string, { type: string; joinTable?: { name: string; joinColumn: { name: string }; inverseJoinColumn: { name: string } } }>;
}

export type AuditReader = ReturnType<typeof createAuditReader>;

/** Reads for `verify`. Nothing here writes, locks or belongs to a job. */
export const createAuditReader = (strapi: Core.Strapi, database: Database) => {
  const metaOf = (target: Target): Meta => strapi.db.metadata.get(UID_OF_TARGET[target]) as unknown as Meta;
  const linkOf = (target: Target) => metaOf(target).attributes['organization']?.joinTable;

  const toRecord = (target: Target, row: Record<string, unknown>): AuditedRecord => {
    const { attributes } = metaOf(target);
    const values = byAttribute(attributes, row);
    for (const [field, value] of Object.entries(values)) values[field] = fromDatabase(value, attributes[field]?.type ?? 'string');
    return {
      id: Number(row['id']),
      documentId: String(row['document_id']),
      values,
      externalIds: parseExternalIds(row['external_ids']),
      organization: null,
      lastJob: (row['last_job'] as string | null) ?? null,
      updatedMs: new Date(row['updated_at'] as string | number | Date).getTime(),
    };
  };

  /** Adds the organizations' documentIds. */
  const withOrganizations = async (target: Target, records: AuditedRecord[]): Promise<AuditedRecord[]> => {
    const link = linkOf(target);
    if (link === undefined || records.length === 0) return records;
    const rows = (await database
      .knex()(`${link.name} as link`)
      .join(`${metaOf('organizations').tableName} as organization`, 'organization.id', `link.${link.inverseJoinColumn.name}`)
      .select({ record: `link.${link.joinColumn.name}`, organization: 'organization.document_id' })
      .whereIn(`link.${link.joinColumn.name}`, records.map(({ id }) => id))) as { record: number; organization: string }[];
    const byRecord = new Map(rows.map(({ record, organization }) => [Number(record), organization]));
    return records.map((record) => ({ ...record, organization: byRecord.get(record.id) ?? null }));
  };

  /** Adds the fields that administrators have defined. */
  const withDefined = async (target: Target, records: AuditedRecord[]): Promise<AuditedRecord[]> => {
    if (target !== 'contacts') return records;
    const defined = await loadValues(database.knex(), database.client, { ids: records.map(({ id }) => id), fields: null });
    return records.map((record) => ({ ...record, values: { ...record.values, ...defined.get(record.id) } }));
  };

  return {
    async find(target: Target, documentIds: readonly string[]): Promise<Map<string, AuditedRecord>> {
      const found = new Map<string, AuditedRecord>();
      for (const chunk of inChunks(documentIds, 1_000)) {
        const rows = (await database.knex()(metaOf(target).tableName).whereIn('document_id', chunk)) as Record<string, unknown>[];
        for (const record of await withDefined(target, await withOrganizations(target, rows.map((row) => toRecord(target, row))))) found.set(record.documentId, record);
      }
      return found;
    },

    /** All records in the order of their ids, a thousand at a time, with their keys. */
    async *pages(target: Target): AsyncGenerator<{ records: AuditedRecord[]; keys: AuditedKey[] }> {
      for (let after = 0; ; ) {
        const rows = (await database.knex()(metaOf(target).tableName).where('id', '>', after).orderBy('id').limit(1_000)) as Record<string, unknown>[];
        if (rows.length === 0) return;
        const records = rows.map((row) => toRecord(target, row));
        after = records.at(-1)?.id ?? after;
        const keys = (await database
          .knex()(KEY_TABLE[target])
          .select('hash', 'slot', 'record_id', 'alias')
          .whereIn('record_id', records.map(({ id }) => id))) as { hash: string; slot: number | string; record_id: number; alias: unknown }[];
        yield { records, keys: keys.map((key) => ({ hash: key.hash, slot: Number(key.slot), recordId: Number(key.record_id), alias: Boolean(Number(key.alias)) })) };
      }
    },

    /** Which records have each of these keys, as a value or an alias. */
    async findKeyOwners(target: Target, hashes: readonly string[]): Promise<Map<string, number[]>> {
      const owners = new Map<string, number[]>();
      for (const chunk of inChunks(hashes, 1_000)) {
        const rows = (await database.knex()(KEY_TABLE[target]).select('hash', 'record_id').whereIn('hash', chunk)) as { hash: string; record_id: number }[];
        for (const { hash, record_id: recordId } of rows) owners.set(hash, [...(owners.get(hash) ?? []), Number(recordId)]);
      }
      return owners;
    },

    /** Key rows without their record. */
    async countOrphanKeys(target: Target): Promise<number> {
      const [row] = (await database
        .knex()(`${KEY_TABLE[target]} as k`)
        .leftJoin(`${metaOf(target).tableName} as r`, 'r.id', 'k.record_id')
        .whereNull('r.id')
        .count({ n: '*' })) as { n: number | string }[];
      return Number(row?.n ?? 0);
    },

    /** Organization links that lack one of their ends, and contacts that have more than one. */
    async countBrokenLinks(): Promise<{ orphans: number; doubles: number }> {
      const link = linkOf('contacts');
      if (link === undefined) return { orphans: 0, doubles: 0 };
      const knex = database.knex();
      const [row] = (await knex(`${link.name} as link`)
        .leftJoin(`${metaOf('contacts').tableName} as c`, 'c.id', `link.${link.joinColumn.name}`)
        .leftJoin(`${metaOf('organizations').tableName} as o`, 'o.id', `link.${link.inverseJoinColumn.name}`)
        .where((where) => where.whereNull('c.id').orWhereNull('o.id'))
        .count({ n: '*' })) as { n: number | string }[];
      const doubles = (await knex(link.name).select(link.joinColumn.name).groupBy(link.joinColumn.name).havingRaw('count(*) > 1')) as unknown[];
      return { orphans: Number(row?.n ?? 0), doubles: doubles.length };
    },
  };
};
