import { createHash } from 'node:crypto';
import { isOwnTarget, notFound, OperationError, OUTCOMES, type Outcome } from '../../contracts';
import type { KeysOf } from '../../domain/keys';
import type { Candidate, ParsedRow } from '../../pipeline/types';
import type { AuditReader } from '../../store/verification/audit-reader';
import type { FileRow, FileStore } from '../../store/files';
import type { JobRow } from '../../store/jobs/job-row';
import type { LedgerReader, RunOf } from '../../store/verification/ledger-reader';
import { addTo, auditBlock, isSameSum, type AuditedRow, type Sums } from './audit-block';
import { auditKeysAndLinks } from './audit-keys';
import { createRecordAudit, type RecordAudit } from './audit-records';
import { createFindings, type Finding, type Findings } from './findings';
import { findLastWriters } from './last-writers';
import { parseStoredFile } from './parse-file';

export interface VerifyParts {
  files: Pick<FileStore, 'findById' | 'listBlocks' | 'loadBlock'>;
  ledger: LedgerReader;
  reader: AuditReader;
  findJob(uid: string): Promise<JobRow | null>;
  keysOf: KeysOf;
  /** The runs that count, oldest first. */
  listRuns(job: JobRow): Promise<{ number: number; isOver: boolean }[]>;
  /** How people have corrected these rows: lays it over one, as a run has read it. */
  readCorrections(job: JobRow, rows: { from: number; to: number }): Promise<(row: ParsedRow, attempt: number) => ParsedRow>;
  createMapper(job: JobRow, columns: readonly string[]): (row: ParsedRow) => Candidate;
}

export interface VerifyReport extends Record<string, unknown> {
  ok: boolean;
  job: string;
  state: string;
  /** `1000 rows = 985 created + 15 invalid`, recounted. */
  equation: string;
  findings: Finding[];
}

/** Rows that csv-parse reads otherwise than we do; where there are some, its count says nothing. */
const UNPARSABLE = ['quote.unclosed', 'cell.too-large', 'encoding.invalid'];

/**
 * The independent auditor: from the stored file and the database alone it recounts the rows, the ledger and the
 * records. It shares with the import only the mapping of cells to values and the form of a key.
 */
export const verifyJob = async (uid: string, parts: VerifyParts): Promise<VerifyReport> => {
  const job = await parts.findJob(uid);
  if (job === null) throw notFound('job');
  // Its records are the application's own, and nobody but its hooks knows what they should say.
  if (!isOwnTarget(job.target)) throw new OperationError('verify.not-supported', 400, 'Only imports of contacts and organizations can be checked', { target: job.target });
  if (job.purgedMs !== null) throw new OperationError('job.purged', 410, 'The rows of this job were deleted: there is nothing to check');
  const file = await parts.files.findById(job.fileId);
  if (file === null) throw notFound('file');
  const findings = createFindings();
  await auditBytes(file, parts, findings);
  await auditPlanHash(job, file, { parts, findings });

  const runs = (await parts.listRuns(job)).map(({ number, isOver }) => ({ jobId: job.id, attempt: number, isOver }));
  const audit = createRecordAudit({ job, lastWriters: await findLastWriters(parts.ledger, runs) }, { reader: parts.reader, findings });
  const { sums, rows } = await auditRows(job, file, { parts, findings, audit, runs });
  auditJob(job, { sums, rows, findings });
  // What an undo has taken back no longer speaks of the rows.
  const records = isUndone(job) ? { compared: 0, editedSince: 0 } : await audit.finish();
  const keys = await auditKeysAndLinks(parts.reader, { keysOf: parts.keysOf, findings });

  const list = findings.list();
  return {
    ok: list.length === 0,
    job: uid,
    state: job.state,
    equation: equationOf(rows, sums),
    recordsCompared: records.compared,
    recordsEditedSince: records.editedSince,
    recordsInAll: keys.records,
    keysInAll: keys.keys,
    findings: list,
  };
};

interface Audited {
  sums: Sums;
  /** As csv-parse counts them. */
  rows: number;
}

interface Run extends RunOf {
  /** What it has not done, it will not do. */
  isOver: boolean;
}

/** Walks file, plans and ledger together, row by row. Of each row, the last run that has it counts. */
const auditRows = async (
  job: JobRow,
  file: FileRow,
  { parts, findings, audit, runs }: { parts: VerifyParts; findings: Findings; audit: RecordAudit; runs: Run[] },
): Promise<Audited> => {
  const map = parts.createMapper(job, file.columns);
  const next = createRecordSource(job, file, parts);
  const sums: Sums = {};
  const issues: Sums = {};
  let parsed = 0;
  let planned = 0;
  for (const ordinal of await allOrdinals(parts, runs)) {
    const rows = await auditRuns(ordinal, runs, { parts, findings, audit, sums });
    const last = rows.at(-1)?.plan.row ?? 0;
    if (rows[0] !== undefined && (rows[0].plan.row !== planned + 1 || last !== planned + rows.length)) findings.add('plan.rows', `block ${ordinal} has rows ${rows[0].plan.row} to ${last} after ${planned}`);
    const correct = await parts.readCorrections(job, { from: planned + 1, to: last });
    for (const { plan, outcome, issues: codes, attempt, isOver } of rows) {
      const cells = await next();
      if (cells !== null && cells !== 'unknown') parsed += 1;
      if (cells === null) findings.add('file.rows', `row ${plan.row} is not in the file`);
      const read = Array.isArray(cells) ? correct({ row: plan.row, line: plan.line, cells, issues: [] }, attempt) : null;
      if (plan.erased !== true) audit.row(plan, outcome, read !== null && read.cells.length === file.columns.length ? map(read) : null);
      if (outcome !== null) addTo(sums, { [outcome]: 1 });
      else if (isOver) addTo(sums, { [isBrokenOff(job) ? 'notProcessed' : 'unknown']: 1 });
      for (const code of codes) addTo(issues, { [code]: 1 });
    }
    planned += rows.length;
    if (!isUndone(job)) await audit.flush(planned);
  }
  // A job that was not planned to its end says nothing of the rest.
  const isPlanned = job.validatedMs !== null;
  const rest = isPlanned ? await next() : 'unknown';
  if (rest !== null && rest !== 'unknown') findings.add('file.rows', `more than ${planned} rows are in the file`);
  if (isPlanned && planned !== job.rowCount) findings.add('plan.rows', `${planned} rows are planned, the job says ${job.rowCount}`);
  if (isPlanned && !isSameSum(issues, job.issueCounts as Sums)) findings.add('job.counts', 'issues');
  return { sums, rows: rest === 'unknown' ? planned : parsed };
};

/** The file's next record; null at its end, `unknown` where csv-parse cannot tell. */
const createRecordSource = (job: JobRow, file: FileRow, parts: VerifyParts): (() => Promise<string[] | null | 'unknown'>) => {
  const isComparable = UNPARSABLE.every((code) => (job.issueCounts[code] ?? 0) === 0);
  const records = parseStoredFile(parts.files, file)[Symbol.asyncIterator]();
  return async () => {
    if (!isComparable) return 'unknown';
    const record = await records.next();
    return record.done === true ? null : record.value;
  };
};

const allOrdinals = async ({ ledger }: VerifyParts, runs: readonly Run[]): Promise<number[]> => {
  const ordinals = new Set<number>();
  for (const run of runs) for (const ordinal of await ledger.ordinals(run)) ordinals.add(ordinal);
  return [...ordinals].sort((left, right) => left - right);
};

/** The rows of a block over all runs, in file order. What a run did to organizations counts, whichever run has the row last. */
const auditRuns = async (
  ordinal: number,
  runs: readonly Run[],
  { parts, findings, audit, sums }: { parts: VerifyParts; findings: Findings; audit: RecordAudit; sums: Sums },
): Promise<(AuditedRow & { attempt: number; isOver: boolean })[]> => {
  const rows = new Map<number, AuditedRow & { attempt: number; isOver: boolean }>();
  for (const run of runs) {
    const block = await parts.ledger.readBlock(run, ordinal);
    if (block === null) continue;
    for (const row of auditBlock(block, { findings, hasGaps: run !== runs[0] })) rows.set(row.plan.row, { ...row, attempt: run.attempt, isOver: run.isOver });
    for (const { outcome, counts } of block.slices) {
      addTo(sums, Object.fromEntries(BESIDE_ROWS.map((name) => [name, counts[name] ?? 0])));
      for (const documentId of [...outcome.organizations.created, ...outcome.organizations.updated.map((each) => each.documentId)]) audit.organization(documentId);
    }
  }
  return [...rows.values()].sort((left, right) => left.plan.row - right.plan.row);
};

const BESIDE_ROWS = ['organizationsCreated', 'organizationsUpdated', 'recordsMergedAway'];

const isOver = (job: JobRow): boolean => job.importStartedMs !== null && (job.finishedMs !== null || isUndone(job));
/** Only then may a row have no outcome: it counts as not processed. */
const isBrokenOff = (job: JobRow): boolean => job.state === 'cancelled' || job.state === 'failed' || isUndone(job);
const isUndone = (job: JobRow): boolean => job.attemptKind === 'undo' || job.state === 'undoing' || job.state === 'undone';

const auditBytes = async (file: FileRow, { files }: VerifyParts, findings: Findings): Promise<void> => {
  const hash = createHash('sha256');
  let offset = 0;
  for (const block of await files.listBlocks(file.id)) {
    const { bytes } = await files.loadBlock(file.id, block.ordinal);
    if (block.byteOffset !== offset || bytes.length !== block.byteLength) findings.add('file.bytes', `block ${block.ordinal}`);
    offset += bytes.length;
    hash.update(bytes);
  }
  // The hash of a zip is that of the archive, which is not kept.
  // Rows of erased people were blanked, space for character.
  if (!file.erased && offset === file.size && hash.digest('hex') !== file.sha256) findings.add('file.bytes', 'sha-256');
  if (offset !== file.size && file.parts.length === 1 && file.parts[0]?.name === file.name) findings.add('file.bytes', `${offset} bytes of ${file.size}`);
};

/** Of the last run that planned: its hash is the job's. */
const auditPlanHash = async (job: JobRow, file: FileRow, { parts, findings }: { parts: VerifyParts; findings: Findings }): Promise<void> => {
  if (job.planHash === null) return;
  const attempt = job.attemptKind === 'undo' ? ((await parts.listRuns(job)).at(-1)?.number ?? 1) : job.attempt;
  const run = { jobId: job.id, attempt };
  const hash = createHash('sha256').update(job.settingHash).update(file.sha256);
  for (const ordinal of await parts.ledger.ordinals(run)) {
    const { stored, recomputed } = await parts.ledger.planHash(run, ordinal);
    if (stored !== recomputed) findings.add('plan.hash', `block ${ordinal}`);
    hash.update(recomputed);
  }
  if (hash.digest('hex') !== job.planHash) findings.add('plan.hash', 'of the job');
};

const PROBLEMS: Outcome[] = ['invalid', 'failed', 'held'];

const auditJob = (job: JobRow, { sums, rows, findings }: Audited & { findings: Findings }): void => {
  if (!isOver(job)) return;
  const accounted = OUTCOMES.reduce((total, outcome) => total + (sums[outcome] ?? 0), 0);
  if (accounted !== rows) findings.add('ledger.rows', `${rows} rows, ${accounted} outcomes`);
  if (!isSameSum(sums, (job.outcomeCounts ?? {}) as Sums)) findings.add('job.counts', 'outcomes');
  const hasProblems = PROBLEMS.some((outcome) => (sums[outcome] ?? 0) > 0);
  if (job.state === 'completed' && (hasProblems || (sums['notProcessed'] ?? 0) > 0)) findings.add('job.state', job.state);
  if (job.state === 'completed-with-errors' && !hasProblems) findings.add('job.state', job.state);
};

const equationOf = (rows: number, sums: Sums): string => {
  const terms = OUTCOMES.filter((outcome) => (sums[outcome] ?? 0) > 0).map((outcome) => `${sums[outcome] ?? 0} ${outcome}`);
  return `${rows} rows = ${terms.length === 0 ? '0' : terms.join(' + ')}`;
};
