import { createHash, randomBytes } from 'node:crypto';
import type { Viewer } from '../../access';
import { badRequest, conflict, MAX_IDEMPOTENCY_KEY, type Actor, type ImportSettingInput, type JobCreateRequest, type Preset, type ResolvedSetting, type Start, type Target } from '../../contracts';
import { assertJobName, isPresetHeader, refusalOfFile, withPresetDefaults } from '../../domain/preset';
import { findNamedSource, parseImportSetting, resolveSetting, settingHash, type KnownSource } from '../../domain/setting';
import type { FileRow } from '../../store/files';
import type { JobRow } from '../../store/jobs/job-row';
import type { Idempotency, JobStore, NewJob } from '../../store/jobs/job-store';
import { isUniqueViolation } from '../../store/database';
import type { ExternalSources } from '../external-sources';
import type { Files } from '../files';
import type { ImportSettings } from '../import-settings';
import type { Presets } from '../presets';
import type { Targets } from '../targets';
import { repeatKey } from './repeated-job';

export interface JobMakers {
  store: JobStore;
  files: Files;
  settings: ImportSettings;
  sources: ExternalSources;
  targets: Targets;
  presets: Presets;
  /** Within this time the same file and setting are the same job; 0: never. */
  repeatWindowMs(): number;
  /** Throws `job.busy` where a further import into the target is not to wait. */
  assertRoom(target: Target): Promise<void>;
}

/** Throws when whoever asks may not have such a job, now that the setting is known and frozen. */
export type AssertMayStart = (setting: ResolvedSetting, start: Start) => void;

/** Makes a job of a file and a setting: the setting is resolved against the file's columns and frozen. */
export const createJob = async (request: JobCreateRequest, { actor, idempotencyKey, assertMayStart }: { actor: Actor; idempotencyKey: string | null; assertMayStart?: AssertMayStart | undefined }, makers: JobMakers): Promise<JobRow> => {
  const idempotency = idempotencyKey === null ? null : readIdempotency(idempotencyKey, request);
  const earlier = await findEarlier(idempotency, actor, makers.store);
  if (earlier !== null) return earlier;
  const viewer: Viewer = { actor, all: false };
  const { id: settingId, input } = await readSetting(request.setting, viewer, makers);
  const preset = await makers.presets.named(input.preset);
  const uploaded = await makers.files.find(request.file, viewer);
  const complete = preset === null ? input : withPresetDefaults(input, preset);
  const read = await readAs(uploaded, complete, { viewer, files: makers.files });
  const file = preset === null ? read : await readByPreset(read, preset, { viewer, files: makers.files });
  const sources = await makers.sources.list({ activeOnly: false });
  const setting = resolveSetting(input, {
    columns: file.columns, catalogue: makers.targets.fields(input.target), source: findSource(complete, sources), sources, identifiers: makers.targets.identifiers(), preset,
    locale: await makers.targets.localeOf(input),
  });
  const start = request.start ?? complete.start ?? 'wait';
  assertMayStart?.(setting, start);
  if (preset !== null) assertJobName(request.name, preset);
  const name = request.name ?? file.name;
  const test = request.test ?? false;
  const notify = request.notify ?? input.notify ?? {};
  const frozen = { setting, settingHash: settingHash(setting), name, start, test };
  const key = idempotency ?? repeatKey(file, frozen, makers.repeatWindowMs());
  const repeated = idempotency === null && key !== null ? await makers.store.findRepeated(key, actor) : null;
  if (repeated !== null) return repeated;
  await makers.assertRoom(setting.target);
  const job: NewJob = {
    // 128 random bits: another person's job cannot be guessed.
    uid: `j${randomBytes(16).toString('hex')}`,
    ...frozen,
    target: setting.target,
    fileId: file.id,
    settingId,
    notify,
    actor,
    rowCount: file.rowCount,
    idempotency: key,
  };
  try {
    return await makers.store.create(job);
  } catch (error) {
    // The same request came twice at once, and the other was faster.
    const rival = isUniqueViolation(error) ? await findEarlier(key, actor, makers.store) : null;
    if (rival === null) throw error;
    return rival;
  }
};

const readIdempotency = (key: string, request: JobCreateRequest): Idempotency => {
  if (key.length > MAX_IDEMPOTENCY_KEY) throw badRequest('job.idempotency-key-invalid', `An Idempotency-Key has at most ${String(MAX_IDEMPOTENCY_KEY)} characters`);
  const { file, setting, name, start, test, notify } = request;
  return { key, requestHash: createHash('sha256').update(JSON.stringify([file, setting, name, start, test, notify])).digest('hex') };
};

/** A key names one request: answering another one with the first one's job would hide that nothing was started. */
const findEarlier = async (idempotency: Idempotency | null, actor: Actor, store: JobStore): Promise<JobRow | null> => {
  const earlier = idempotency === null ? null : await store.findByIdempotencyKey(idempotency.key, actor);
  if (earlier !== null && earlier.requestHash !== idempotency?.requestHash) {
    throw conflict('job.idempotency-key-used', 'This Idempotency-Key belongs to another request');
  }
  return earlier?.job ?? null;
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
const readAs = async (file: FileRow, { file: choice }: Pick<ImportSettingInput, 'file'>, { viewer, files }: { viewer: Viewer; files: Files }): Promise<FileRow> => {
  const { encoding = 'auto', delimiter = 'auto', header = 'auto' } = choice ?? {};
  const same =
    (encoding === 'auto' || encoding === file.dialect.encoding) &&
    (delimiter === 'auto' || delimiter === file.dialect.delimiter) &&
    (header === 'auto' || header === file.dialect.header);
  if (same) return file;
  const { id } = await files.reparse(file.uid, { encoding, delimiter, header }, viewer);
  return files.find(id, viewer);
};

/** A strict preset knows its header: a first row that is none is data. Throws where the file is none of the preset's. */
const readByPreset = async (file: FileRow, preset: Preset, by: { viewer: Viewer; files: Files }): Promise<FileRow> => {
  const read = preset.strict === true ? await withHeaderOf(preset, file, by) : file;
  const refusal = refusalOfFile(read, preset);
  if (refusal !== null) throw refusal;
  return read;
};

const withHeaderOf = async (preset: Preset, file: FileRow, by: { viewer: Viewer; files: Files }): Promise<FileRow> => {
  const { encoding, delimiter, header } = file.dialect;
  const first = header ? file.columns : ((await by.files.rows(file.id, { from: 1, limit: 1 }))[0]?.cells ?? []);
  return readAs(file, { file: { encoding, delimiter, header: isPresetHeader(first, preset) } }, by);
};

const findSource = ({ externalSource }: ImportSettingInput, sources: readonly KnownSource[]): { id: string; name: string } | null => {
  if (externalSource === undefined || externalSource === null || externalSource === '') return null;
  const { id, name } = findNamedSource(externalSource, sources);
  return { id, name };
};
