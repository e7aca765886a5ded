import type { Core } from '@strapi/strapi';
import { PLAN_VALID_MS, SEGMENT_UID } from '../../contracts';
import { CLAIMABLE } from '../../jobs/states';
import { TABLES } from '../models';
import type { Database } from '../sql/client';
import { foldForSearch } from './value-rows';

/** What keeps a definition from being deleted: contacts that say something in it, a segment, or an import that will. */
export const usesOf = async (strapi: Core.Strapi, { knex }: Database, field: string): Promise<'contacts' | 'segments' | 'jobs' | null> => {
  if ((await knex()(TABLES.contactValues).where({ field }).first('id')) !== undefined) return 'contacts';
  const filters = (await strapi.db.query(SEGMENT_UID as never).findMany({ select: ['filter'] as never })) as { filter: unknown }[];
  if (filters.some(({ filter }) => JSON.stringify(filter ?? null).includes(`"${field}"`))) return 'segments';
  const awaited: unknown = await knex()(TABLES.jobs)
    .where('setting', 'like', `%"${field}"%`)
    .where((state) => void state.whereIn('state', [...CLAIMABLE]).orWhere((waiting) => void waiting.where({ state: 'validated', test: false }).where('validated_ms', '>', Date.now() - PLAN_VALID_MS)))
    .first('id');
  return awaited === undefined ? null : 'jobs';
};

/** Of these options of an attribute, those that some contact has. */
export const optionsInUse = async ({ knex }: Database, field: string, codes: readonly string[]): Promise<string[]> => {
  if (codes.length === 0) return [];
  const rows = (await knex()(TABLES.contactValues).where({ field }).whereIn('folded', codes.map(foldForSearch)).distinct('folded')) as { folded: string }[];
  const used = new Set(rows.map(({ folded }) => folded));
  return codes.filter((code) => used.has(foldForSearch(code)));
};
