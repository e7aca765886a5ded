import type { Dialect, Outcome } from '../../contracts';
import { errorsReport, resultsReport, type ReportContext, type ReportRow } from '../../pipeline/report';
import type { JobRow } from '../../store/jobs/job-row';
import type { OpenFile } from '../files/read-rows';
import type { JobRowView } from './job-rows';

/** Rows that errors.csv gives back: not imported, and not because there was nothing to do. */
const BAD_OUTCOMES = new Set<Outcome>(['invalid', 'failed', 'held', 'notProcessed']);

const isBad = ({ outcome, plan }: JobRowView): boolean =>
  outcome === null ? plan.kind === 'invalid' || plan.kind === 'hold' : BAD_OUTCOMES.has(outcome);

/** Where a report comes from: the job's rows block by block, and how its file was written. */
export interface ReportSource {
  job: JobRow;
  file: OpenFile;
  dialect: Dialect;
  blocks: AsyncIterable<JobRowView[]>;
}

export const streamErrors = (source: ReportSource): AsyncGenerator<string> => stream(errorsReport(contextOf(source)), source.blocks, { isWanted: isBad, withRecords: false });
/** `withRecords`: which stored record a row met is for those who may view contacts. */
export const streamResults = (source: ReportSource, { withRecords }: { withRecords: boolean }): AsyncGenerator<string> =>
  stream(resultsReport(contextOf(source)), source.blocks, { isWanted: () => true, withRecords });

const contextOf = ({ job, file, dialect }: ReportSource): ReportContext => ({ job: job.uid, columns: file.columns, delimiter: dialect.delimiter });

/** One chunk a block: as few writes to the socket as memory allows. */
async function* stream(
  { header, record }: ReturnType<typeof errorsReport>,
  blocks: AsyncIterable<JobRowView[]>,
  { isWanted, withRecords }: { isWanted: (view: JobRowView) => boolean; withRecords: boolean },
): AsyncGenerator<string> {
  yield header;
  for await (const views of blocks) {
    const chunk = views.filter(isWanted).map((view) => record(toReportRow(view, withRecords))).join('');
    if (chunk !== '') yield chunk;
  }
}

const toReportRow = ({ plan, parsed, outcome, issues }: JobRowView, withRecords: boolean): ReportRow => ({
  row: plan.row,
  line: plan.line,
  file: parsed.file,
  cells: parsed.cells,
  issues,
  outcome,
  documentId: withRecords && (outcome === 'created' || outcome === 'updated' || outcome === 'unchanged') ? (plan.record?.documentId ?? null) : null,
});
