import { badRequest, type FilePart, type OperationError, type Preset } from '../../contracts';
import { ownColumns } from './header-names';

export interface PresetFile {
  columns: readonly string[];
  rowCount: number;
  parts: readonly FilePart[];
}

/** Why the preset refuses a file as a whole: its columns, or more rows than it takes; null where it does not. */
export const refusalOfFile = ({ columns, rowCount, parts }: PresetFile, preset: Preset): OperationError | null => {
  const own = ownColumns(columns);
  if (preset.strict === true && own.length !== preset.columns.length) {
    const expected = preset.columns.map(({ name }) => name);
    return badRequest('preset.columns', `A file of ${preset.label} has the columns ${expected.join(', ')}; this one has ${String(own.length)}`, { expected, found: own.length });
  }
  const { rows, rowsPerFile } = preset.limits ?? {};
  if (rows !== undefined && rowCount > rows) return tooManyRows(preset, { limit: rows, rows: rowCount });
  const long = rowsPerFile === undefined ? undefined : parts.find((part) => part.rows > rowsPerFile);
  return long === undefined || rowsPerFile === undefined ? null : tooManyRows(preset, { limit: rowsPerFile, rows: long.rows, file: long.name });
};

const tooManyRows = (preset: Preset, details: { limit: number; rows: number; file?: string }): OperationError =>
  badRequest('preset.too-many-rows', `A file of ${preset.label} has at most ${String(details.limit)} rows; this one has ${String(details.rows)}`, details);

/** Throws `job.name-missing` or `job.name-space` where the preset asks for another name of the job. */
export const assertJobName = (name: string | undefined, { jobName = {}, label }: Preset): void => {
  if (jobName.required === true && (name === undefined || name.trim() === '')) throw badRequest('job.name-missing', `An import of ${label} needs a name`);
  if (jobName.spaces === false && name !== undefined && /\s/u.test(name)) throw badRequest('job.name-space', `The name of an import of ${label} has no spaces`);
};
