import type { Core } from '@strapi/strapi';
import { isOwnTarget, type Target } from '../../contracts';
import type { Database } from '../sql/client';
import { readRecordTable } from './record-table';

/** The uid of the import that wrote a record last; null where none has, or the record is gone. */
export const findLastJob = async (strapi: Core.Strapi, { knex }: Database, { target, documentId }: { target: Target; documentId: string }): Promise<string | null> => {
  // Records of foreign types carry no mark.
  if (!isOwnTarget(target)) return null;
  const found = (await knex()(readRecordTable(strapi, target).table).select('last_job').where({ document_id: documentId }).first()) as { last_job: string | null } | undefined;
  return found?.last_job ?? null;
};
