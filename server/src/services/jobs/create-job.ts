import { randomBytes } from 'node:crypto';
import type { Viewer } from '../../access';
import { badRequest, conflict, type Actor, type ImportSettingInput, type JobCreateRequest } from '../../contracts';
import { parseImportSetting, resolveSetting, settingHash } from '../../domain/setting';
import type { FileRow } from '../../store/files';
import type { JobRow } from '../../store/jobs/job-row';
import type { JobStore } from '../../store/jobs/job-store';
import type { ExternalSources } from '../external-sources';
import type { Files } from '../files';
import type { ImportSettings } from '../import-settings';
import type { Targets } from '../targets';

export interface JobMakers {
  store: JobStore;
  files: Files;
  settings: ImportSettings;
  sources: ExternalSources;
  targets: Targets;
}

/** Makes a job of a file and a setting: the setting is resolved against the file's columns and frozen. */
export const createJob = async (request: JobCreateRequest, { actor, idempotencyKey }: { actor: Actor; idempotencyKey: string | null }, makers: JobMakers): Promise<JobRow> => {
  if (idempotencyKey !== null) {
    const earlier = await makers.store.findByIdempotencyKey(idempotencyKey, actor);
    if (earlier !== null) return earlier;
  }
  const viewer: Viewer = { actor, all: false };
  const { id: settingId, input } = await readSetting(request.setting, viewer, makers);
  const file = await withDialect(await makers.files.find(request.file, viewer), input, { viewer, files: makers.files });
  const setting = resolveSetting(input, { columns: file.columns, catalogue: makers.targets.fields(input.target), source: await findSource(input, makers.sources) });
  return makers.store.create({
    // 128 random bits: another person's job cannot be guessed.
    uid: `j${randomBytes(16).toString('hex')}`,
    name: request.name ?? file.name,
    target: setting.target,
    fileId: file.id,
    setting,
    settingHash: settingHash(setting),
    settingId,
    start: request.start ?? input.start ?? 'wait',
    test: request.test ?? false,
    actor,
    rowCount: file.rowCount,
    idempotencyKey,
  });
};

const readSetting = async (setting: string | object, viewer: Viewer, { settings, targets }: JobMakers): Promise<{ id: string | null; input: ImportSettingInput }> => {
  if (typeof setting === 'string') {
    const saved = await settings.load(setting, viewer);
    return { id: saved.id, input: parseImportSetting(saved.setting, targets.fields(saved.setting.target)) };
  }
  const input = parseImportSetting(setting);
  return { id: null, input: parseImportSetting(setting, targets.fields(input.target)) };
};

/** Where the setting says how to read the file, and the file was read otherwise, it is read again. */
const withDialect = async (file: FileRow, { file: choice }: ImportSettingInput, { viewer, files }: { viewer: Viewer; files: Files }): Promise<FileRow> => {
  const { encoding = 'auto', delimiter = 'auto', header = 'auto' } = choice ?? {};
  const same =
    (encoding === 'auto' || encoding === file.dialect.encoding) &&
    (delimiter === 'auto' || delimiter === file.dialect.delimiter) &&
    (header === 'auto' || header === file.dialect.header);
  if (same) return file;
  const { id } = await files.reparse(file.uid, { encoding, delimiter, header }, viewer);
  return files.find(id, viewer);
};

const findSource = async ({ externalSource }: ImportSettingInput, sources: ExternalSources): Promise<{ id: string; name: string } | null> => {
  if (externalSource === undefined || externalSource === null || externalSource === '') return null;
  const all = await sources.list({ activeOnly: false });
  const found = all.find(({ id, name }) => id === externalSource || name.toLowerCase() === externalSource.trim().toLowerCase());
  if (found === undefined) throw badRequest('external-source.unknown', 'There is no such external source', { externalSource });
  if (!found.active) throw conflict('external-source.inactive', 'The external source is not active', { externalSource });
  return { id: found.id, name: found.name };
};
