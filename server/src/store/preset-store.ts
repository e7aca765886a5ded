import type { Knex } from 'knex';
import { isUniqueViolation } from './database';
import { TABLES } from './models';
import type { Database } from './sql/client';

/** As JSON: what stands in it is checked by whoever reads it. */
export interface StoredPreset {
  name: string;
  preset: string;
  version: number;
}

/** Presets that administrators have added. */
export const createPresetStore = ({ knex }: Pick<Database, 'knex'>) => {
  const table = (): Knex.QueryBuilder => knex()(TABLES.presets);
  const columns = ['name', 'preset', 'version'];
  return {
    list: async (): Promise<StoredPreset[]> => (await table().select(columns).orderBy('name')) as StoredPreset[],
    find: async (name: string): Promise<StoredPreset | null> => ((await table().select(columns).where({ name }).first()) as StoredPreset | undefined) ?? null,
    /** false: there is one of this name. */
    async add(name: string, preset: string): Promise<boolean> {
      const now = Date.now();
      try {
        await table().insert({ name, preset, version: 1, created_ms: now, updated_ms: now });
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },
    /** false: it is not the version that was read, or is gone. */
    replace: async (name: string, version: number, preset: string): Promise<boolean> =>
      (await table().where({ name, version }).update({ preset, version: version + 1, updated_ms: Date.now() })) > 0,
    delete: async (name: string): Promise<boolean> => (await table().where({ name }).delete()) > 0,
  };
};
