import type { Rights, Viewer } from '../../../access';
import { badRequest, conflict, OperationError, ROW_REFUSALS, type CellRule, type JobFixesDto, type JobFixesRequest, type Outcome, type RowRefusal } from '../../../contracts';
import type { Correction } from '../../../pipeline/corrections/apply-corrections';
import type { JobRow } from '../../../store/jobs/job-row';
import type { FileStore } from '../../../store/files';
import { openStoredFile, type OpenFile } from '../../files/read-rows';
import type { Files } from '../../files';
import type { ImportSettings } from '../../import-settings';
import { createRowReader } from '../job-rows';
import { beginRetry, nextAttempt, planAgain, stageOf, type PlanAgainParts } from '../plan-again';
import { readCorrectedFile, type CorrectedFile, type FixableRow } from './read-corrected-file';
import { resolveFixes, rulesOf } from './resolve-fixes';

export interface FixParts extends PlanAgainParts {
  files: Files;
  fileStore: FileStore;
  settings: ImportSettings;
}

/** Outcomes that a retry does not touch: the row is in the database, or nothing was to be done. */
const DONE = new Set<Outcome>(['created', 'updated', 'merged', 'deleted', 'unchanged', 'skipped']);

export interface FixRequest {
  job: JobRow;
  file: OpenFile;
  request: JobFixesRequest;
  viewer: Viewer;
  rights: Rights;
}

/** Stores corrections, and has the job planned with them: at once where it waits for its go, as a retry where it has ended. */
export const applyFixes = async ({ job, file, request, viewer, rights }: FixRequest, parts: FixParts): Promise<Omit<JobFixesDto, 'job'>> => {
  const stage = stageOf(job);
  const attempt = nextAttempt(job);
  const { fixes = [], keepAsRules = false } = request;
  const rules = keepAsRules ? rulesOf(fixes, file.columns) : [];
  const keeper: Viewer = { actor: viewer.actor, all: rights('import-settings.view-all') };
  if (rules.length > 0) await assertMayKeep(job, rules, { keeper, rights, settings: parts.settings });
  const findRow = await createRowFinder(job, file, parts);
  const asked = resolveFixes(fixes, { columns: file.columns, rowCount: file.rowCount, attempt });
  await assertOpen(asked, findRow);
  const corrected = request.file === undefined ? NO_FILE : await readFile(request.file, { job, file, viewer, findRow, attempt }, parts);
  const corrections = [...asked, ...corrected.corrections];
  if (corrections.length === 0) throw badRequest('fix.none', 'There is nothing to correct', { refused: corrected.refused });

  const written = { corrections, actor: viewer.actor };
  if (stage === 'planned') await planAgain(job, file, { corrected: written, parts });
  else await beginRetry(job, file, { actor: viewer.actor, start: 'wait', corrected: written, parts });
  if (rules.length > 0 && job.settingId !== null) await parts.settings.addRules(job.settingId, rules, keeper);
  return {
    takesEffect: stage === 'planned' ? 'planned-again' : 'retry-started',
    taken: countTaken(corrections),
    refused: corrected.refused,
    rules: rules.length,
  };
};

const NO_FILE: CorrectedFile = { corrections: [], rows: 0, refused: { counts: Object.fromEntries(ROW_REFUSALS.map((reason) => [reason, 0])) as Record<RowRefusal, number>, first: [] } };

/** `keeper`: who sees all jobs sees not therefore all settings. */
const assertMayKeep = async ({ settingId }: JobRow, rules: readonly CellRule[], { keeper, rights, settings }: { keeper: Viewer; rights: Rights; settings: ImportSettings }): Promise<void> => {
  if (settingId === null) throw badRequest('fix.no-setting', 'The job was made without a saved setting that could keep rules');
  if (!rights('import-settings.edit')) throw new OperationError('forbidden', 403, 'Forbidden', { key: 'keepAsRules' });
  await settings.assertMayAddRules(settingId, rules, keeper);
};

const readFile = async (
  uid: string,
  { job, file, viewer, findRow, attempt }: { job: JobRow; file: OpenFile; viewer: Viewer; findRow: FindRow; attempt: number },
  { files, fileStore }: FixParts,
): Promise<CorrectedFile> => {
  const corrected = await openStoredFile(fileStore, await files.find(uid, viewer));
  return readCorrectedFile(corrected, { job: job.uid, columns: file.columns, attempt, findRow });
};

type FindRow = (row: number) => Promise<FixableRow | null>;

/** Reads a block at a time, the last one again and again. */
const createRowFinder = async (job: JobRow, file: OpenFile, { database }: FixParts): Promise<FindRow> => {
  const reader = await createRowReader(database, job, file);
  let at: { ordinal: number; rows: Map<number, FixableRow> } | null = null;
  return async (row) => {
    const block = file.blockOfRow(row);
    if (block === null) return null;
    if (at?.ordinal !== block.ordinal) {
      const views = await reader.readBlock(block.ordinal);
      const known = new Map(views.map(({ plan, parsed, outcome }) => [plan.row, { cells: parsed.cells, isDone: outcome !== null && DONE.has(outcome) }]));
      // A job that failed while it was planned has rows that no run has seen.
      const rows = views.length > 0 ? known : new Map((await file.readBlock(block.ordinal)).map((each) => [each.row, { cells: each.cells, isDone: false }]));
      at = { ordinal: block.ordinal, rows };
    }
    return at.rows.get(row) ?? null;
  };
};

/** What is imported is not imported again: such a row is changed where it is now. */
const assertOpen = async (corrections: readonly Correction[], findRow: FindRow): Promise<void> => {
  const rows = [...new Set(corrections.flatMap((correction) => ('row' in correction ? [correction.row] : [])))].sort((left, right) => left - right);
  const done: number[] = [];
  for (const row of rows) if ((await findRow(row))?.isDone === true) done.push(row);
  if (done.length > 0) throw conflict('fix.row-done', 'These rows are imported already, or nothing was to be done for them', { rows: done.slice(0, 100), count: done.length });
};

const countTaken = (corrections: readonly Correction[]): JobFixesDto['taken'] => {
  const cells = corrections.filter((correction) => correction.kind === 'cell');
  const count = (kind: Correction['kind']): number => corrections.filter((correction) => correction.kind === kind).length;
  return { cells: cells.length, rows: new Set(cells.map(({ row }) => row)).size, excluded: count('exclude'), everywhere: count('everywhere') };
};
