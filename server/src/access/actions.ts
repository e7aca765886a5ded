/**
 * Every right that the plugin knows, in one table. The panel's role editor shows it under Plugins → External contacts;
 * the first 21 (`importer: true`) are exactly the ready-made role "External contacts importer".
 */
export interface Action {
  uid: string;
  subCategory: string;
  displayName: string;
  importer: boolean;
}

export const ACTIONS = [
  { uid: 'external-entity.import', subCategory: 'External entities', displayName: 'Import contacts and organizations', importer: true },
  { uid: 'contact.view', subCategory: 'Contacts', displayName: 'View', importer: true },
  { uid: 'import-job.add', subCategory: 'Import jobs', displayName: 'Add', importer: true },
  { uid: 'import-job.edit', subCategory: 'Import jobs', displayName: 'Edit: import and cancel', importer: true },
  { uid: 'import-job.view', subCategory: 'Import jobs', displayName: 'View own', importer: true },
  { uid: 'import-job.view-all', subCategory: 'Import jobs', displayName: 'View all', importer: true },
  { uid: 'import-csv-job.add', subCategory: 'CSV import jobs', displayName: 'Add', importer: true },
  { uid: 'import-settings.add', subCategory: 'Import settings', displayName: 'Add', importer: true },
  { uid: 'import-settings.delete', subCategory: 'Import settings', displayName: 'Delete', importer: true },
  { uid: 'import-settings.edit', subCategory: 'Import settings', displayName: 'Edit', importer: true },
  { uid: 'import-settings.view', subCategory: 'Import settings', displayName: 'View own and shared', importer: true },
  { uid: 'import-settings.view-all', subCategory: 'Import settings', displayName: 'View all', importer: true },
  { uid: 'import-csv-settings.add', subCategory: 'CSV import settings', displayName: 'Add fields and file format', importer: true },
  { uid: 'import-csv-settings.delete', subCategory: 'CSV import settings', displayName: 'Delete fields and file format', importer: true },
  { uid: 'import-csv-settings.edit', subCategory: 'CSV import settings', displayName: 'Edit fields and file format', importer: true },
  { uid: 'import-csv-settings.view', subCategory: 'CSV import settings', displayName: 'View fields and file format', importer: true },
  { uid: 'import-csv-file.add', subCategory: 'CSV files', displayName: 'Upload', importer: true },
  { uid: 'import-csv-file.view', subCategory: 'CSV files', displayName: 'Preview and download', importer: true },
  { uid: 'external-source.add', subCategory: 'External sources', displayName: 'Add', importer: true },
  { uid: 'external-source.delete', subCategory: 'External sources', displayName: 'Delete', importer: true },
  { uid: 'external-source.edit', subCategory: 'External sources', displayName: 'Edit', importer: true },
  { uid: 'external-source.view', subCategory: 'External sources', displayName: 'View', importer: false },
  { uid: 'export.add', subCategory: 'Exports', displayName: 'Add', importer: false },
  { uid: 'export.view', subCategory: 'Exports', displayName: 'View own', importer: false },
  { uid: 'export.view-all', subCategory: 'Exports', displayName: 'View all', importer: false },
  { uid: 'segment.view', subCategory: 'Segments', displayName: 'View', importer: false },
  { uid: 'segment.edit', subCategory: 'Segments', displayName: 'Edit', importer: false },
  { uid: 'attribute.edit', subCategory: 'Attributes and consents', displayName: 'Edit definitions', importer: false },
  { uid: 'preset.edit', subCategory: 'Presets', displayName: 'Edit', importer: false },
  { uid: 'import-job.undo', subCategory: 'Import jobs', displayName: 'Undo', importer: false },
  { uid: 'import-job.delete', subCategory: 'Import jobs', displayName: 'Delete stored data', importer: false },
  { uid: 'held-row.decide', subCategory: 'Import jobs', displayName: 'Decide held rows', importer: false },
  { uid: 'row.delete', subCategory: 'Import jobs', displayName: 'Delete records by import', importer: false },
  { uid: 'contact.erase', subCategory: 'Contacts', displayName: 'Erase a person', importer: false },
  { uid: 'recipient-status.edit', subCategory: 'Contacts', displayName: 'Edit recipient statuses', importer: false },
  { uid: 'notification.edit', subCategory: 'Notifications', displayName: 'Choose webhooks and test e-mail', importer: false },
  { uid: 'audit.view', subCategory: 'Audit', displayName: 'View', importer: false },
] as const satisfies readonly Action[];

export type ActionUid = (typeof ACTIONS)[number]['uid'];

export const PLUGIN = 'external-contacts';

/** The id that Strapi stores in a role's permissions. */
export const actionId = (uid: ActionUid): string => `plugin::${PLUGIN}.${uid}`;

/** "External contacts importer": exactly the 21 rights of the table that carry the mark. */
export const IMPORTER_ACTIONS: readonly ActionUid[] = ACTIONS.filter((action) => action.importer).map((action) => action.uid);

/** "External contacts coordinator". */
export const COORDINATOR_ACTIONS: readonly ActionUid[] = [...IMPORTER_ACTIONS, 'recipient-status.edit', 'segment.view', 'export.add'];

/** What `admin::permission.actionProvider.registerMany` takes. */
export const actionDefinitions = () =>
  ACTIONS.map(({ uid, subCategory, displayName }) => ({ section: 'plugins' as const, pluginName: PLUGIN, uid, subCategory, displayName }));
