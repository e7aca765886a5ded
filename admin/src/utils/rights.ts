import type { Permission } from '@strapi/strapi/admin';

import { PLUGIN_ID } from '../plugin-id';

/** The actions that the panel asks about; the server decides, the panel only avoids offering what would be refused. */
export type Right =
  | 'external-entity.import' | 'contact.view'
  | 'import-job.add' | 'import-job.edit' | 'import-job.view' | 'import-job.view-all' | 'import-job.undo' | 'import-job.delete'
  | 'held-row.decide'
  | 'export.add'
  | 'audit.view' | 'notification.edit'
  | 'import-csv-job.add'
  | 'import-csv-file.add' | 'import-csv-file.view'
  | 'import-settings.add' | 'import-settings.delete' | 'import-settings.edit' | 'import-settings.view' | 'import-settings.view-all'
  | 'import-csv-settings.add' | 'import-csv-settings.edit'
  | 'external-source.add' | 'external-source.delete' | 'external-source.edit' | 'external-source.view';

export const toAction = (right: Right): string => `plugin::${PLUGIN_ID}.${right}`;

export const toPermission = (right: Right): Permission => ({ action: toAction(right), subject: null });

/** What a person needs to walk through the wizard. */
export const IMPORT_RIGHTS = ['external-entity.import', 'import-job.add', 'import-csv-job.add', 'import-csv-file.add'] as const satisfies readonly Right[];

/** Without these the wizard begins, and then cannot show the file, name the sources, say go, or show what stands in the database. */
export const RIGHTS_OF_A_FULL_IMPORT = ['import-csv-file.view', 'import-settings.view', 'import-job.edit', 'contact.view'] as const satisfies readonly Right[];

/** Rights of Strapi's own. */
export type HostRight = 'admin::roles.read' | 'admin::roles.create' | 'admin::roles.update' | 'admin::users.read';

export const toHostPermission = (right: HostRight): Permission => ({ action: right, subject: null });
