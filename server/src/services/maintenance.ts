import type { Core } from '@strapi/strapi';
import { ownTables } from '../store/keep-tables';
import { purge } from '../store/purge';

/** What an operator does by command line; no route leads here. */
export const createMaintenance = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** The plugin's tables, which stay when the plugin is removed. */
  tables: (): string[] => ownTables(strapi),
  /** `external-contacts purge --yes`: empties them all, contacts included, and gives their names. There is no way back. */
  purge: (): Promise<string[]> => purge(strapi),
});

export type Maintenance = ReturnType<typeof createMaintenance>;
