import type { Core } from '@strapi/strapi';
import type { OwnTarget } from '../../contracts';
import type { StoredRecord } from '../../pipeline/ports';
import type { Database } from '../sql/client';
import { loadRecords } from './load-records';
import { readRecordTable } from './record-table';

/** One record as the engine sees it; null where it is gone. */
export const findRecord = async (
  strapi: Core.Strapi,
  { knex, client }: Database,
  { target, documentId, fields }: { target: OwnTarget; documentId: string; fields: string[] },
): Promise<StoredRecord | null> => {
  const table = readRecordTable(strapi, target);
  const found = (await knex()(table.table).select('id').where({ document_id: documentId }).first()) as { id: number } | undefined;
  if (found === undefined) return null;
  const [record] = await loadRecords(knex(), { table, organizationTable: readRecordTable(strapi, 'organizations').table, client }, { ids: [Number(found.id)], fields });
  return record ?? null;
};
