import type { Dialect, Outcome } from '../../contracts';
import { errorsCsv, resultsCsv, type ReportContext, type ReportRow } from '../../pipeline/report';
import type { JobRow } from '../../store/jobs/job-row';
import type { OpenFile } from '../files/read-rows';
import type { JobRowView } from './job-rows';

/** Rows that errors.csv gives back: not imported, and not because there was nothing to do. */
const BAD_OUTCOMES = new Set<Outcome>(['invalid', 'failed', 'held', 'notProcessed']);

const isBad = ({ outcome, plan }: JobRowView): boolean =>
  outcome === null ? plan.kind === 'invalid' || plan.kind === 'hold' : BAD_OUTCOMES.has(outcome);

type Blocks = AsyncIterable<JobRowView[]>;
type Writer = (rows: Iterable<ReportRow>, context: ReportContext) => Generator<string>;

export const streamErrors = (job: JobRow, file: OpenFile, source: { blocks: Blocks; dialect: Dialect }): AsyncGenerator<string> =>
  stream(errorsCsv, { job, file, dialect: source.dialect }, keep(source.blocks, isBad));

export const streamResults = (job: JobRow, file: OpenFile, source: { blocks: Blocks; dialect: Dialect }): AsyncGenerator<string> =>
  stream(resultsCsv, { job, file, dialect: source.dialect }, source.blocks);

async function* keep(blocks: Blocks, isWanted: (view: JobRowView) => boolean): AsyncGenerator<JobRowView[]> {
  for await (const views of blocks) yield views.filter(isWanted);
}

/** The writers are synchronous and pure; blocks are given to them one by one, and only the first header is sent. */
async function* stream(write: Writer, { job, file, dialect }: { job: JobRow; file: OpenFile; dialect: Dialect }, blocks: Blocks): AsyncGenerator<string> {
  const context: ReportContext = { job: job.uid, columns: file.columns, delimiter: dialect.delimiter };
  const [header = ''] = write([], context);
  yield header;
  for await (const views of blocks) {
    const [, ...records] = write(views.map(toReportRow), context);
    if (records.length > 0) yield records.join('');
  }
}

const toReportRow = ({ plan, parsed, outcome, issues }: JobRowView): ReportRow => ({
  row: plan.row,
  line: plan.line,
  file: parsed.file,
  cells: parsed.cells,
  issues,
  outcome,
  documentId: outcome === 'created' || outcome === 'updated' || outcome === 'unchanged' ? (plan.record?.documentId ?? null) : null,
});
