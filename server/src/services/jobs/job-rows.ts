import { severityOf, type Issue, type JobRowDto, type JobRowsDto, type Outcome, type PlanKind, type RowIssue } from '../../contracts';
import { outcomeAt, type ParsedRow, type PlanRow, type SliceOutcome } from '../../pipeline/types';
import type { JobRow } from '../../store/jobs/job-row';
import { listOutcomes, readOutcomes } from '../../store/jobs/outcome-store';
import { listPlans, readPlan, type PlanBlockInfo } from '../../store/jobs/plan-store';
import type { Database } from '../../store/sql/client';
import type { OpenFile } from '../runner/engine-parts';
import { isFinal } from './job-dto';

export interface RowFilter {
  plan?: PlanKind;
  outcome?: Outcome;
  code?: string;
  /** Text that stands in some cell, without case. */
  q?: string;
  /** The first row to look at. */
  cursor: number;
  limit: number;
}

/** A row with everything that is known of it. */
export interface JobRowView {
  plan: PlanRow;
  parsed: ParsedRow;
  outcome: Outcome | null;
  issues: RowIssue[];
  file: string;
}

/** Blocks read for one page at most, so that a search for something rare answers and can be continued. */
const MAX_BLOCKS_PER_PAGE = 50;

export const createRowReader = (database: Database, job: JobRow, file: OpenFile) => {
  /** The rows of one block, in file order. */
  const readBlock = async (ordinal: number): Promise<JobRowView[]> => {
    const [plans, parsed, outcomes] = await Promise.all([
      readPlan(database.knex(), job.id, ordinal),
      file.readBlock(ordinal),
      readOutcomes(database.knex(), job.id, ordinal),
    ]);
    return plans.flatMap((plan, index) => {
      const row = parsed[index];
      return row === undefined ? [] : [toView(plan, row, outcomes)];
    });
  };

  const toView = (plan: PlanRow, parsed: ParsedRow, outcomes: SliceOutcome[]): JobRowView => {
    const slice = outcomes.find(({ firstRow, letters }) => plan.row >= firstRow && plan.row < firstRow + letters.length);
    const isOver = job.importStartedMs !== null && isFinal(job.state);
    const outcome = slice === undefined ? (isOver ? 'notProcessed' : null) : outcomeAt(slice, plan.row);
    const late: RowIssue[] = outcome === 'notProcessed' ? [{ code: 'job.stopped' }] : (slice?.issues[plan.row] ?? []);
    return { plan, parsed, outcome, issues: [...plan.issues, ...late], file: file.partName(plan.row) };
  };

  return {
    /** All rows in file order, a block at a time. */
    async *all(): AsyncGenerator<JobRowView> {
      for (const { ordinal } of await listPlans(database.knex(), job.id)) yield* await readBlock(ordinal);
    },

    async page(filter: RowFilter): Promise<JobRowsDto> {
      const blocks = (await candidateBlocks(database, job, filter)).filter(({ firstRow, rowCount }) => firstRow + rowCount > filter.cursor);
      const rows: JobRowDto[] = [];
      for (const [count, { ordinal, firstRow }] of blocks.entries()) {
        if (count === MAX_BLOCKS_PER_PAGE) return { rows, nextCursor: firstRow };
        for (const view of await readBlock(ordinal)) {
          if (view.plan.row < filter.cursor || !passes(view, filter)) continue;
          if (rows.length === filter.limit) return { rows, nextCursor: view.plan.row };
          rows.push(toRowDto(view, file.columns));
        }
      }
      return { rows, nextCursor: null };
    },

    async one(row: number): Promise<JobRowDto | null> {
      const block = (await listPlans(database.knex(), job.id)).find(({ firstRow, rowCount }) => row >= firstRow && row < firstRow + rowCount);
      const view = block === undefined ? undefined : (await readBlock(block.ordinal)).find(({ plan }) => plan.row === row);
      return view === undefined ? null : toRowDto(view, file.columns);
    },
  };
};

/** Blocks that can hold such rows, by the counts that stand beside them. */
const candidateBlocks = async (database: Database, job: JobRow, { plan, outcome }: RowFilter): Promise<PlanBlockInfo[]> => {
  const blocks = await listPlans(database.knex(), job.id);
  const planned = plan === undefined ? blocks : blocks.filter(({ counts }) => (counts[plan] ?? 0) > 0);
  if (outcome === undefined || outcome === 'notProcessed') return planned;
  const withOutcome = new Set((await listOutcomes(database.knex(), job.id)).filter(({ counts }) => (counts[outcome] ?? 0) > 0).map(({ ordinal }) => ordinal));
  return planned.filter(({ ordinal }) => withOutcome.has(ordinal));
};

const passes = (view: JobRowView, { plan, outcome, code, q }: RowFilter): boolean =>
  (plan === undefined || view.plan.kind === plan) &&
  (outcome === undefined || view.outcome === outcome) &&
  (code === undefined || view.issues.some((issue) => issue.code === code)) &&
  (q === undefined || view.parsed.cells.some((cell) => cell.toLowerCase().includes(q.toLowerCase())));

export const toIssue = (issue: RowIssue, { plan, file }: Pick<JobRowView, 'plan' | 'file'>, columns: string[]): Issue => ({
  code: issue.code,
  severity: severityOf(issue.code),
  file,
  row: plan.row,
  line: plan.line,
  column: issue.column === undefined ? null : (columns[issue.column] ?? `#${issue.column + 1}`),
  ...(issue.params === undefined ? {} : { params: issue.params }),
});

const toRowDto = (view: JobRowView, columns: string[]): JobRowDto => ({
  row: view.plan.row,
  line: view.plan.line,
  file: view.file,
  plan: view.plan.kind,
  outcome: view.outcome,
  record: view.plan.record?.documentId ?? null,
  matchedBy: view.plan.matchedBy,
  cells: view.parsed.cells,
  changes: changesOf(view.plan),
  issues: view.issues.map((issue) => toIssue(issue, view, columns)),
});

const changesOf = (plan: PlanRow): JobRowDto['changes'] =>
  plan.kind === 'create'
    ? Object.entries(plan.values ?? {}).map(([field, after]) => ({ field, before: null, after }))
    : plan.changes.map(([field, before, after]) => ({ field, before, after }));
