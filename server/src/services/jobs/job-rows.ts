import type { Issue, JobRowDto, JobRowsDto, Outcome, PlanKind, RowIssue } from '../../contracts';
import { outcomeAt, type PlanRow, type SliceOutcome } from '../../pipeline/types';
import { attemptOf, type JobRow } from '../../store/jobs/job-row';
import { listOutcomes, readOutcomes } from '../../store/jobs/outcome-store';
import { listPlans, readPlan, type PlanBlockInfo } from '../../store/jobs/plan-store';
import type { Database } from '../../store/sql/client';
import { toIssue, type FileRecord, type OpenFile } from '../files/read-rows';
import { isFinal } from './job-dto';

interface Page {
  /** The first row to look at. */
  cursor: number;
  limit: number;
}

export interface RowFilter extends Page {
  plan?: PlanKind;
  outcome?: Outcome;
  code?: string;
  /** Text that stands in some cell, without case. */
  q?: string;
}

/** A row with everything that is known of it. */
export interface JobRowView {
  plan: PlanRow;
  parsed: FileRecord;
  outcome: Outcome | null;
  issues: RowIssue[];
}

/** Blocks read for one page at most, so that a search for something rare answers and can be continued. */
const MAX_BLOCKS_PER_PAGE = 50;

export const createRowReader = (database: Database, job: JobRow, file: OpenFile) => {
  /** The rows of one block, in file order. */
  const readBlock = async (ordinal: number): Promise<JobRowView[]> => {
    const [plans, parsed, outcomes] = await Promise.all([
      readPlan(database.knex(), attemptOf(job), ordinal),
      file.readBlock(ordinal),
      readOutcomes(database.knex(), attemptOf(job), ordinal),
    ]);
    return plans.flatMap((plan, index) => {
      const row = parsed[index];
      return row === undefined ? [] : [toView(plan, row, outcomes)];
    });
  };

  const toView = (plan: PlanRow, parsed: FileRecord, outcomes: SliceOutcome[]): JobRowView => {
    const slice = outcomes.find(({ firstRow, letters }) => plan.row >= firstRow && plan.row < firstRow + letters.length);
    const isOver = job.importStartedMs !== null && isFinal(job.state);
    const outcome = slice === undefined ? (isOver ? 'notProcessed' : null) : outcomeAt(slice, plan.row);
    const late: RowIssue[] = outcome === 'notProcessed' ? [{ code: 'job.stopped' }] : (slice?.issues[plan.row] ?? []);
    return { plan, parsed, outcome, issues: [...plan.issues, ...late] };
  };

  /** Up to `limit` rows that pass, from the blocks that can hold some. */
  const find = async (blocks: PlanBlockInfo[], { cursor, limit }: Page, passes: (view: JobRowView) => boolean): Promise<{ views: JobRowView[]; nextCursor: number | null }> => {
    const views: JobRowView[] = [];
    const ahead = blocks.filter(({ firstRow, rowCount }) => firstRow + rowCount > cursor);
    for (const [count, { ordinal, firstRow }] of ahead.entries()) {
      if (count === MAX_BLOCKS_PER_PAGE) return { views, nextCursor: firstRow };
      for (const view of await readBlock(ordinal)) {
        if (view.plan.row < cursor || !passes(view)) continue;
        if (views.length === limit) return { views, nextCursor: view.plan.row };
        views.push(view);
      }
    }
    return { views, nextCursor: null };
  };

  return {
    /** All rows in file order, a block at a time. */
    async *blocks(): AsyncGenerator<JobRowView[]> {
      for (const { ordinal } of await listPlans(database.knex(), attemptOf(job))) yield await readBlock(ordinal);
    },

    async page(filter: RowFilter): Promise<JobRowsDto> {
      const { views, nextCursor } = await find(await candidateBlocks(database, job, filter), filter, (view) => passes(view, filter));
      return { rows: views.map((view) => toRowDto(view, file.columns)), nextCursor };
    },

    /** Issues in row order; a page may hold more issues than `limit`, as rows are not split. */
    async issues(filter: Page & { code?: string }): Promise<{ issues: Issue[]; nextCursor: number | null }> {
      const isWanted = ({ code }: RowIssue): boolean => filter.code === undefined || code === filter.code;
      const blocks = (await listPlans(database.knex(), attemptOf(job), { fromRow: filter.cursor })).filter(({ issueCounts }) => Object.keys(issueCounts).length > 0 || job.importStartedMs !== null);
      const { views, nextCursor } = await find(blocks, filter, (view) => view.issues.some(isWanted));
      return { issues: views.flatMap((view) => view.issues.filter(isWanted).map((issue) => toIssue(issue, view.parsed, file.columns))), nextCursor };
    },

    async one(row: number): Promise<JobRowDto | null> {
      const block = (await listPlans(database.knex(), attemptOf(job), { fromRow: row, limit: 1 })).find(({ firstRow, rowCount }) => row >= firstRow && row < firstRow + rowCount);
      const view = block === undefined ? undefined : (await readBlock(block.ordinal)).find(({ plan }) => plan.row === row);
      return view === undefined ? null : toRowDto(view, file.columns);
    },
  };
};

/** Blocks that can hold such rows, by the counts that stand beside them. */
const candidateBlocks = async (database: Database, job: JobRow, { cursor, plan, outcome, code, q }: RowFilter): Promise<PlanBlockInfo[]> => {
  // Without a filter, the page ends within this many blocks; one more tells that there are others.
  const isPlain = [plan, outcome, code, q].every((each) => each === undefined);
  const blocks = await listPlans(database.knex(), attemptOf(job), { fromRow: cursor, ...(isPlain ? { limit: MAX_BLOCKS_PER_PAGE + 1 } : {}) });
  const planned = plan === undefined ? blocks : blocks.filter(({ counts }) => (counts[plan] ?? 0) > 0);
  if (outcome === undefined || outcome === 'notProcessed') return planned;
  const withOutcome = new Set((await listOutcomes(database.knex(), attemptOf(job))).filter(({ counts }) => (counts[outcome] ?? 0) > 0).map(({ ordinal }) => ordinal));
  return planned.filter(({ ordinal }) => withOutcome.has(ordinal));
};

const passes = (view: JobRowView, { plan, outcome, code, q }: RowFilter): boolean =>
  (plan === undefined || view.plan.kind === plan) &&
  (outcome === undefined || view.outcome === outcome) &&
  (code === undefined || view.issues.some((issue) => issue.code === code)) &&
  (q === undefined || view.parsed.cells.some((cell) => cell.toLowerCase().includes(q.toLowerCase())));

const toRowDto = (view: JobRowView, columns: string[]): JobRowDto => ({
  row: view.plan.row,
  line: view.plan.line,
  file: view.parsed.file,
  plan: view.plan.kind,
  outcome: view.outcome,
  record: view.plan.record?.documentId ?? null,
  matchedBy: view.plan.matchedBy,
  cluster: clusterOf(view.plan),
  undo: null,
  cells: view.parsed.cells,
  changes: changesOf(view.plan),
  issues: view.issues.map((issue) => toIssue(issue, view.parsed, columns)),
});

const clusterOf = ({ record, matchedBy, merge, candidates }: PlanRow): JobRowDto['cluster'] => {
  if (merge !== undefined && record !== null) {
    const survivor = { record: record.documentId, role: 'survivor' as const, linkedBy: matchedBy === null ? [] : [matchedBy] };
    return [survivor, ...merge.losers.map(({ documentId, linkedBy }) => ({ record: documentId, role: 'merged' as const, linkedBy }))];
  }
  return (candidates ?? []).map(({ documentId, linkedBy }) => ({ record: documentId, role: 'candidate' as const, linkedBy }));
};

const changesOf = (plan: PlanRow): JobRowDto['changes'] =>
  plan.kind === 'create'
    ? Object.entries(plan.values ?? {}).map(([field, after]) => ({ field, before: null, after }))
    : plan.changes.map(([field, before, after]) => ({ field, before, after }));
