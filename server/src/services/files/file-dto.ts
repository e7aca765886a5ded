import type { ImportFileDto } from '../../contracts';
import { columnLabels } from '../../pipeline/source';
import type { FileRow } from '../../store/files';

/** What others have to do with a file: jobs, and presets. */
export type FileHistory = Pick<ImportFileDto, 'importedBefore' | 'reportOf' | 'presets'>;

export const toFileDto = (file: FileRow, history: FileHistory): ImportFileDto => ({
  id: file.uid,
  name: file.name,
  sha256: file.sha256,
  bytes: file.size,
  rows: file.rowCount,
  columns: file.columns,
  columnLabels: columnLabels(file.columns),
  dialect: file.dialect,
  encodingGuessed: file.encodingGuessed,
  parts: file.parts,
  issues: file.issues,
  ...history,
  createdAt: new Date(file.createdMs).toISOString(),
});
