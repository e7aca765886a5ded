import type { Issue, JobRowDto, JobRowsDto, Outcome, PlanKind, RowIssue } from '../../contracts';
import type { PlanRow } from '../../pipeline/types';
import type { JobRow } from '../../store/jobs/job-row';
import type { Database } from '../../store/sql/client';
import { toIssue, type OpenFile } from '../files/read-rows';
import { countingAttempts, createCurrentRows, type BlockSummary, type CurrentRow } from './current-rows';
import { openJobRows, type JobRecord } from './open-job-rows';
import { readUndoneRows, type UndoneRow } from './undone-rows';

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
export interface JobRowView extends CurrentRow {
  parsed: JobRecord;
}

/** Blocks read for one page at most, so that a search for something rare answers and can be continued. */
const MAX_BLOCKS_PER_PAGE = 50;

/** A job's rows as people see them: the last run that has a row says what was planned and done. */
export const createRowReader = async (database: Database, job: JobRow, file: OpenFile) => {
  const rows = await openJobRows(database, job, file);
  const current = createCurrentRows(database, job.id, await countingAttempts(database, job));

  const readBlock = async (ordinal: number): Promise<JobRowView[]> => {
    const planned = await current.readBlock(ordinal);
    const attemptOf = new Map(planned.map(({ plan, attempt, outcome }) => [plan.row, isOpen(outcome) ? job.attempt + 1 : attempt]));
    const parsed = await rows.readBlock(ordinal, (row) => attemptOf.get(row) ?? job.attempt);
    const first = parsed[0]?.row ?? 0;
    return planned.flatMap((row) => {
      const cells = parsed[row.plan.row - first];
      return cells === undefined ? [] : [{ ...row, parsed: cells }];
    });
  };

  /** Up to `limit` rows that pass, from the blocks that can hold some. */
  const find = async (blocks: BlockSummary[], { cursor, limit }: Page, passes: (view: JobRowView) => boolean): Promise<{ views: JobRowView[]; nextCursor: number | null }> => {
    const views: JobRowView[] = [];
    const ahead = blocks.filter(({ lastRow }) => lastRow >= cursor);
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

  const findView = async (row: number): Promise<JobRowView | null> => {
    const block = (await current.list({ fromRow: row, limit: 1 }, { withOutcomes: false }))[0];
    return block === undefined ? null : ((await readBlock(block.ordinal)).find(({ plan }) => plan.row === row) ?? null);
  };

  /** Without a filter, the page ends within this many blocks; one more tells that there are others. */
  const rangeOf = ({ cursor }: Page, isFiltered: boolean) => ({ fromRow: cursor, ...(isFiltered ? {} : { limit: MAX_BLOCKS_PER_PAGE + 1 }) });

  return {
    /** All rows in file order, a block at a time. */
    async *blocks(): AsyncGenerator<JobRowView[]> {
      for (const { ordinal } of await current.list({}, { withOutcomes: false })) yield await readBlock(ordinal);
    },

    async page(filter: RowFilter): Promise<JobRowsDto> {
      const { plan, outcome, code, q } = filter;
      const isFiltered = [plan, outcome, code, q].some((each) => each !== undefined);
      const blocks = await current.list(rangeOf(filter, isFiltered), { withOutcomes: isFiltered });
      const { views, nextCursor } = await find(blocks.filter((block) => canHold(block, filter)), filter, (view) => passes(view, filter));
      const undone = await readUndoneRows(database, job, views.map((view) => view.plan.row));
      return { rows: views.map((view) => toRowDto(view, { columns: file.columns, undo: undone.get(view.plan.row) })), nextCursor };
    },

    /** Issues in row order; a page may hold more issues than `limit`, as rows are not split. */
    async issues(filter: Page & { code?: string }): Promise<{ issues: Issue[]; nextCursor: number | null }> {
      const isWanted = ({ code }: RowIssue): boolean => filter.code === undefined || code === filter.code;
      const blocks = (await current.list({ fromRow: filter.cursor })).filter(({ plans }) => job.importStartedMs !== null || job.attempt > 1 || plans.some(({ issueCounts }) => Object.keys(issueCounts).length > 0));
      const { views, nextCursor } = await find(blocks.filter((block) => canHold(block, { code: filter.code })), filter, (view) => view.issues.some(isWanted));
      return { issues: views.flatMap((view) => view.issues.filter(isWanted).map((issue) => toIssue(issue, view.parsed, file.columns))), nextCursor };
    },

    readBlock,
    view: findView,

    async one(row: number): Promise<JobRowDto | null> {
      const view = await findView(row);
      const undone = await readUndoneRows(database, job, [row]);
      return view === null ? null : toRowDto(view, { columns: file.columns, undo: undone.get(view.plan.row) });
    },
  };
};

/** A row that a later run may still take up shows what was corrected for it. */
const isOpen = (outcome: Outcome | null): boolean => outcome === null || outcome === 'invalid' || outcome === 'held' || outcome === 'failed' || outcome === 'notProcessed';

/** Whether a block can hold such rows, by the counts that stand beside its plans and outcomes; rows decide. */
const canHold = ({ plans, outcomes }: BlockSummary, { plan, outcome, code }: Partial<RowFilter>): boolean => {
  const isReplanned = outcomes.some(({ issueCounts }) => (issueCounts['plan.replanned'] ?? 0) > 0);
  if (plan !== undefined && !isReplanned && !plans.some(({ counts }) => (counts[plan] ?? 0) > 0)) return false;
  if (outcome !== undefined && outcome !== 'notProcessed' && !outcomes.some(({ counts }) => (counts[outcome] ?? 0) > 0)) return false;
  return code === undefined || code === 'job.stopped' || isReplanned || [...plans, ...outcomes].some(({ issueCounts }) => (issueCounts[code] ?? 0) > 0);
};

const passes = (view: JobRowView, { plan, outcome, code, q }: RowFilter): boolean =>
  (plan === undefined || view.plan.kind === plan) &&
  (outcome === undefined || view.outcome === outcome) &&
  (code === undefined || view.issues.some((issue) => issue.code === code)) &&
  (q === undefined || view.parsed.cells.some((cell) => cell.toLowerCase().includes(q.toLowerCase())));

const toRowDto = (view: JobRowView, { columns, undo }: { columns: string[]; undo: UndoneRow | undefined }): JobRowDto => ({
  row: view.plan.row,
  line: view.plan.line,
  file: view.parsed.file,
  plan: view.plan.kind,
  outcome: view.outcome,
  record: view.plan.record?.documentId ?? null,
  matchedBy: view.plan.matchedBy,
  cluster: clusterOf(view.plan),
  undo: undo?.result ?? null,
  cells: view.parsed.cells,
  changes: changesOf(view.plan),
  issues: [...view.issues, ...(undo?.issues ?? [])].map((issue) => toIssue(issue, view.parsed, columns)),
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
