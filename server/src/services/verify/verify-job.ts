import { createHash } from 'node:crypto';
import { notFound, OUTCOMES, type Outcome } from '../../contracts';
import type { Candidate, ParsedRow } from '../../pipeline/types';
import type { AuditReader } from '../../store/audit/audit-reader';
import type { FileRow, FileStore } from '../../store/files';
import type { JobRow } from '../../store/jobs/job-row';
import type { LedgerReader } from '../../store/audit/ledger-reader';
import { addTo, auditBlock, isSameSum, type Sums } from './audit-block';
import { auditKeysAndLinks } from './audit-keys';
import { createRecordAudit, type RecordAudit } from './audit-records';
import { createFindings, type Finding, type Findings } from './findings';
import { parseStoredFile } from './parse-file';

export interface VerifyParts {
  files: Pick<FileStore, 'findById' | 'listBlocks' | 'loadBlock'>;
  ledger: LedgerReader;
  reader: AuditReader;
  findJob(uid: string): Promise<JobRow | null>;
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
  const file = await parts.files.findById(job.fileId);
  if (file === null) throw notFound('file');
  const findings = createFindings();
  await auditBytes(file, parts, findings);
  await auditPlanHash(job, file, { parts, findings });

  const audit = createRecordAudit({ job, lastRows: await parts.ledger.lastRows(job.id) }, { reader: parts.reader, findings });
  const { sums, rows } = await auditRows(job, file, { parts, findings, audit });
  auditJob(job, { sums, rows, findings });
  const records = await audit.finish();
  const keys = await auditKeysAndLinks(parts.reader, findings);

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

/** Walks file, plan and ledger together, row by row. */
const auditRows = async (
  job: JobRow,
  file: FileRow,
  { parts, findings, audit }: { parts: VerifyParts; findings: Findings; audit: RecordAudit },
): Promise<Audited> => {
  const map = parts.createMapper(job, file.columns);
  const comparable = UNPARSABLE.every((code) => (job.issueCounts[code] ?? 0) === 0);
  const records = parseStoredFile(parts.files, file)[Symbol.asyncIterator]();
  const next = async (): Promise<string[] | null> => {
    const record = comparable ? await records.next() : null;
    return record === null || record.done === true ? null : record.value;
  };
  const sums: Sums = {};
  const issues: Sums = {};
  let parsed = 0;
  let planned = 0;
  for (const ordinal of await parts.ledger.ordinals(job.id)) {
    const block = await parts.ledger.readBlock(job.id, ordinal);
    if (block.firstRow !== planned + 1) findings.add('plan.rows', `block ${ordinal} begins at row ${block.firstRow}`);
    const audited = auditBlock(block, findings);
    addTo(sums, audited.sums);
    addTo(issues, audited.issues);
    for (const [index, row] of block.plan.rows.entries()) {
      const cells = await next();
      if (cells !== null) parsed += 1;
      if (cells === null && comparable) findings.add('file.rows', `row ${row.row} is not in the file`);
      const isReadable = cells !== null && cells.length === file.columns.length;
      audit.row(row, audited.outcomes[index] ?? null, isReadable ? map({ row: row.row, line: row.line, cells, issues: [] }) : null);
      if (audited.outcomes[index] === null && isOver(job)) addTo(sums, { [isBrokenOff(job) ? 'notProcessed' : 'unknown']: 1 });
    }
    for (const { outcome } of block.slices) {
      for (const documentId of [...outcome.organizations.created, ...outcome.organizations.updated.map((each) => each.documentId)]) audit.organization(documentId);
    }
    planned += block.plan.rows.length;
    await audit.flush(planned);
  }
  // A job that was not planned to its end says nothing of the rest.
  const isPlanned = job.validatedMs !== null;
  if (isPlanned && comparable && (await next()) !== null) findings.add('file.rows', `more than ${planned} rows are in the file`);
  if (isPlanned && planned !== job.rowCount) findings.add('plan.rows', `${planned} rows are planned, the job says ${job.rowCount}`);
  if (isPlanned && !isSameSum(issues, job.issueCounts as Sums)) findings.add('job.counts', 'issues');
  return { sums, rows: comparable ? parsed : planned };
};

const isOver = (job: JobRow): boolean => job.importStartedMs !== null && job.finishedMs !== null;
/** Only then may a row have no outcome: it counts as not processed. */
const isBrokenOff = (job: JobRow): boolean => job.state === 'cancelled' || job.state === 'failed';

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
  if (offset === file.size && hash.digest('hex') !== file.sha256) findings.add('file.bytes', 'sha-256');
  if (offset !== file.size && file.parts.length === 1 && file.parts[0]?.name === file.name) findings.add('file.bytes', `${offset} bytes of ${file.size}`);
};

const auditPlanHash = async (job: JobRow, file: FileRow, { parts, findings }: { parts: VerifyParts; findings: Findings }): Promise<void> => {
  if (job.planHash === null) return;
  const hash = createHash('sha256').update(job.settingHash).update(file.sha256);
  for (const ordinal of await parts.ledger.ordinals(job.id)) {
    const { stored, recomputed } = await parts.ledger.planHash(job.id, ordinal);
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
