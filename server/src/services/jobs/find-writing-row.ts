import type { Target } from '../../contracts';
import { recordDocumentIds } from '../../pipeline/plan/derived-ids';
import type { JobRow } from '../../store/jobs/job-row';
import type { Database } from '../../store/sql/client';
import { giveWay } from '../../store/sql/give-way';
import { countingAttempts, createCurrentRows, type BlockSummary, type CurrentRow } from './current-rows';

/** Somebody waits for the answer: 200,000 rows, about a second. */
const MAX_BLOCKS = 100;

/** Which row of a job wrote a record last; null where none has, or where finding it would take too long. */
export const findWritingRow = async (database: Database, job: JobRow, { target, documentId }: { target: Target; documentId: string }): Promise<number | null> => {
  const current = createCurrentRows(database, job.id, await countingAttempts(database, job));
  const creating = creatingRow(job.uid, documentId);
  const mayWrite = job.target === target ? (block: BlockSummary) => holds(block, creating) || changesRecords(block) : () => true;
  const blocks = (await current.list()).filter(mayWrite).reverse();
  for (const { ordinal } of blocks.slice(0, MAX_BLOCKS)) {
    const row = (await current.readBlock(ordinal)).findLast((each) => writes(each, { documentId, isOwn: job.target === target }));
    if (row !== undefined) return row.plan.row;
    await giveWay(database);
  }
  return null;
};

/** A record's documentId says which row of the job made it, if this job did. */
const creatingRow = (job: string, documentId: string): number | null => {
  const row = Number.parseInt(documentId.slice(14), 36);
  return Number.isSafeInteger(row) && recordDocumentIds(job)(row) === documentId ? row : null;
};

const holds = ({ firstRow, lastRow }: BlockSummary, row: number | null): boolean => row !== null && row >= firstRow && row <= lastRow;

/** Rows that were planned anew may do what the plan's counts do not say. */
const changesRecords = ({ plans, outcomes }: BlockSummary): boolean =>
  plans.some(({ counts }) => (counts['update'] ?? 0) + (counts['merge'] ?? 0) > 0) || outcomes.some(({ issueCounts }) => (issueCounts['plan.replanned'] ?? 0) > 0);

const writes = ({ outcome, plan }: CurrentRow, { documentId, isOwn }: { documentId: string; isOwn: boolean }): boolean => {
  if (outcome !== 'created' && outcome !== 'updated' && outcome !== 'merged') return false;
  if (isOwn) return plan.record?.documentId === documentId;
  // `ensure` is an organization that an earlier row has made.
  return plan.organization?.documentId === documentId && (plan.organization.action === 'create' || plan.organization.action === 'update');
};
