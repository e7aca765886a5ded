import type { ActionUid } from './actions';
import type { Rights } from './rights-of';

/** What a route asks for (DESIGN.md §5, "to do / needs"). `widenedBy` lets the caller see the work of others. */
export interface Requirement {
  allOf?: readonly ActionUid[];
  anyOf?: readonly ActionUid[];
  widenedBy?: ActionUid;
}

export const meets = (rights: Rights, { allOf = [], anyOf = [] }: Requirement): boolean =>
  allOf.every(rights) && (anyOf.length === 0 || anyOf.some(rights));

const ANY_SETTING_RIGHT = [
  'import-settings.view', 'import-settings.view-all', 'import-settings.add', 'import-settings.edit', 'import-settings.delete',
] as const satisfies readonly ActionUid[];

const ANY_SOURCE_RIGHT = [
  'external-source.view', 'external-source.add', 'external-source.edit', 'external-source.delete',
] as const satisfies readonly ActionUid[];

/** One requirement per kind of use; routes name them. */
export const NEEDS = {
  uploadFile: { allOf: ['import-csv-file.add'], widenedBy: 'import-job.view-all' },
  viewFile: { allOf: ['import-csv-file.view'], widenedBy: 'import-job.view-all' },
  startJob: { allOf: ['external-entity.import', 'import-job.add', 'import-csv-job.add'], widenedBy: 'import-job.view-all' },
  viewJob: { anyOf: ['import-job.view', 'import-job.view-all'], widenedBy: 'import-job.view-all' },
  // Importing needs the import right again: a role may have lost it since the job was made.
  importJob: { allOf: ['external-entity.import', 'import-job.edit'], widenedBy: 'import-job.view-all' },
  editJob: { allOf: ['import-job.edit'], widenedBy: 'import-job.view-all' },
  // Not with the import right: who may undo may do more than an importer.
  undoJob: { allOf: ['import-job.undo'], widenedBy: 'import-job.view-all' },
  // What is deleted is gone for everybody, and with it the undo.
  purgeJob: { allOf: ['import-job.delete'], widenedBy: 'import-job.view-all' },
  // Whoever may edit a job may finish it; the right of its own lets somebody else answer who is who.
  decideHeldRow: { anyOf: ['import-job.edit', 'held-row.decide'], widenedBy: 'import-job.view-all' },
  viewSetting: { anyOf: ['import-settings.view', 'import-settings.view-all'], widenedBy: 'import-settings.view-all' },
  addSetting: { allOf: ['import-settings.add'], widenedBy: 'import-settings.view-all' },
  editSetting: { allOf: ['import-settings.edit'], widenedBy: 'import-settings.view-all' },
  deleteSetting: { allOf: ['import-settings.delete'], widenedBy: 'import-settings.view-all' },
  // The names of active sources go to whoever may touch a setting, or the wizard could not be finished.
  viewSource: { anyOf: [...ANY_SOURCE_RIGHT, ...ANY_SETTING_RIGHT] },
  addSource: { allOf: ['external-source.add'] },
  editSource: { allOf: ['external-source.edit'] },
  deleteSource: { allOf: ['external-source.delete'] },
  viewTarget: { anyOf: [...ANY_SETTING_RIGHT, 'import-job.add'] },
  suggestMapping: { allOf: ['import-csv-file.view'], anyOf: [...ANY_SETTING_RIGHT, 'import-job.add'], widenedBy: 'import-job.view-all' },
  // A whole directory in one file: seeing contacts is not enough, and is needed as well.
  exportTarget: { allOf: ['export.add', 'contact.view'] },
  addExport: { allOf: ['export.add', 'contact.view'], widenedBy: 'export.view-all' },
  // Whoever asks for a file fetches it.
  viewExport: { allOf: ['contact.view'], anyOf: ['export.add', 'export.view', 'export.view-all'], widenedBy: 'export.view-all' },
  // The same as sees jobs: notices are of one's own.
  viewNotice: { anyOf: ['import-job.view', 'import-job.view-all'] },
  // Whoever maps a column, builds a segment or fills in a file asks for codes.
  viewAttribute: { anyOf: [...ANY_SETTING_RIGHT, 'import-job.add', 'attribute.edit', 'segment.view', 'segment.edit', 'export.add'] },
  viewSegment: { anyOf: ['segment.view', 'segment.edit'] },
  editSegment: { allOf: ['segment.edit'] },
  // A count of whoever says something tells what somebody says.
  countSegment: { allOf: ['contact.view'], anyOf: ['segment.view', 'segment.edit'] },
  editAttribute: { allOf: ['attribute.edit'] },
  // As an import of one row would.
  editContactValue: { allOf: ['contact.view', 'external-entity.import'] },
  editNotification: { allOf: ['notification.edit'] },
  viewHealth: { anyOf: ['import-job.view', 'import-job.view-all', 'audit.view'] },
  viewAudit: { allOf: ['audit.view'] },
  eraseContact: { allOf: ['contact.erase'] },
  viewContact: { allOf: ['contact.view'] },
  viewDescription: { anyOf: [...ANY_SETTING_RIGHT, ...ANY_SOURCE_RIGHT, 'contact.view', 'import-job.add', 'import-job.view', 'import-job.view-all'] },
  // Creating, editing and deleting single records is the Content Manager's business; over the content API the scope is the right.
  contentApiOnly: {},
} as const satisfies Record<string, Requirement>;
export type Need = keyof typeof NEEDS;

export const mayListEverySource = (rights: Rights): boolean => ANY_SOURCE_RIGHT.some(rights);
