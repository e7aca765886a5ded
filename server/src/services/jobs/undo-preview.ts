import { emptyUndoCounts, type UndoPreviewDto } from '../../contracts';
import { createPreviewStore } from '../../pipeline/undo/preview-store';
import { runUndo } from '../../pipeline/undo/run-undo';
import { undoPart } from '../../pipeline/undo/undo-part';
import type { JobRow } from '../../store/jobs/job-row';
import { readOutcomes } from '../../store/jobs/outcome-store';
import { readPlan } from '../../store/jobs/plan-store';
import type { Database } from '../../store/sql/client';
import { giveWay } from '../../store/sql/give-way';
import { readUndoPosition, type UndoTables } from '../../store/undo';
import { listImportedSlices, undoContext } from '../runner/undo-job';

/** A person waits for the answer: some 20,000 rows on two cores. */
const BUDGET_MS = 2_000;
const MAX_FINDINGS = 1_000;
/** Not more: a preview gives way between two parts. */
const PART_ROWS = 500;

/** What an undo would do, by the same decisions, reading only. Looks from the end of the job, as the undo goes, as far as the time allows. */
export const previewUndo = async (job: JobRow, { database, undoTables, budgetMs = BUDGET_MS }: { database: Database; undoTables: UndoTables; budgetMs?: number }): Promise<UndoPreviewDto> => {
  const store = createPreviewStore(undoTables.reader(database.knex(), job.setting));
  const context = undoContext(job);
  const slices = await listImportedSlices(database.knex(), job);
  const rows = slices.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const preview: UndoPreviewDto = { counts: emptyUndoCounts(), complete: false, rowsSeen: 0, rows, findings: [] };
  const untilMs = performance.now() + budgetMs;
  const position = await readUndoPosition(database.knex(), job.id);
  preview.complete = await runUndo(
    { slices, position, sliceMs: 200, firstSliceRows: PART_ROWS, maxSliceRows: PART_ROWS },
    {
      readPlan: ({ attempt, ordinal }) => readPlan(database.knex(), { jobId: job.id, attempt }, ordinal),
      readOutcomes: ({ attempt, ordinal }) => readOutcomes(database.knex(), { jobId: job.id, attempt }, ordinal),
      async undo(part) {
        const ledger = await undoPart(part, store, context);
        for (const [name, count] of Object.entries(ledger.totals())) preview.counts[name as keyof typeof preview.counts] += count;
        preview.findings.push(...ledger.findings.slice(0, MAX_FINDINGS - preview.findings.length));
        preview.rowsSeen = rows - part.rowsLeft;
      },
      keep: () => Promise.resolve(),
      isRefusal: () => false,
      breathe: () => giveWay(database),
      nowMs: () => performance.now(),
      commitMs: () => 0,
      isEnough: () => performance.now() > untilMs,
    },
  );
  if (preview.complete) preview.rowsSeen = rows;
  return preview;
};
