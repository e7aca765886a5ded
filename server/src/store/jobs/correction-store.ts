import type { Knex } from 'knex';
import type { Actor } from '../../contracts';
import type { RowDecision } from '../../pipeline/match/prepare-row';
import type { Correction, Everywhere, RowCorrection } from '../../pipeline/corrections/apply-corrections';
import { yieldToEventLoop } from '../database';
import { recordAct } from '../audit/audit-log';
import { TABLES } from '../models';
import { inChunks, MAX_INSERT_ROWS, type Connection } from '../sql/client';
import type { JobRow } from './job-row';

/** In `row_number`: the correction of a value wherever it stands. */
const EVERYWHERE = 0;

interface StoredCorrection {
  row_number: number;
  kind: Correction['kind'];
  column_index: number | null;
  data: string;
}

/** Appended and never changed: who corrected what stays known, and the latest wins. */
export const insertCorrections = async (trx: Knex.Transaction, { id, uid, name }: Pick<JobRow, 'id' | 'uid' | 'name'>, { corrections, actor }: { corrections: readonly Correction[]; actor: Actor }): Promise<void> => {
  const action = corrections.every(({ kind }) => kind === 'decision') ? 'held-row.decide' : 'job.fix';
  await recordAct(trx, { action, actor, job: { uid, name }, counts: { corrections: corrections.length } });
  const common = { job_id: id, actor: JSON.stringify(actor), created_ms: Date.now() };
  const rows = corrections.map((correction) => ({ ...common, ...toColumns(correction) }));
  for (const chunk of inChunks(rows, MAX_INSERT_ROWS)) {
    await trx(TABLES.corrections).insert(chunk);
    await yieldToEventLoop();
  }
};

const toColumns = (correction: Correction): StoredCorrection => {
  const { kind, attempt } = correction;
  switch (kind) {
    case 'cell':
      return { row_number: correction.row, kind, column_index: correction.columnIndex, data: JSON.stringify({ attempt, value: correction.value }) };
    case 'everywhere':
      return { row_number: EVERYWHERE, kind, column_index: correction.columnIndex, data: JSON.stringify({ attempt, from: correction.from, to: correction.to }) };
    case 'exclude':
      return { row_number: correction.row, kind, column_index: null, data: JSON.stringify({ attempt }) };
    case 'decision':
      return { row_number: correction.row, kind, column_index: null, data: JSON.stringify({ attempt, decision: correction.decision }) };
  }
};

const toCorrection = ({ row_number: row, kind, column_index: columnIndex, data }: StoredCorrection): Correction =>
  ({ kind, row: Number(row), columnIndex: Number(columnIndex), ...(JSON.parse(data) as object) }) as Correction;

/** Everybody who has corrected or decided a row of the job. */
export const findCorrectors = async (connection: Connection, jobId: number): Promise<Actor[]> => {
  const rows = (await connection(TABLES.corrections).distinct('actor').where({ job_id: jobId })) as { actor: string }[];
  return rows.map(({ actor }) => JSON.parse(actor) as Actor);
};

export const hasCorrections = async (connection: Connection, jobId: number): Promise<boolean> => {
  const row: unknown = await connection(TABLES.corrections).select('id').where({ job_id: jobId }).first();
  return row !== undefined;
};

/** The corrections of the rows `from` … `to` (both included), and those of every row. */
export const findCorrections = async (connection: Connection, jobId: number, rows: { from: number; to: number }): Promise<{ everywhere: Everywhere[]; byRow: Map<number, RowCorrection[]> }> => {
  const stored = (await connection(TABLES.corrections)
    .select('row_number', 'kind', 'column_index', 'data')
    .where({ job_id: jobId })
    .where((where) => void where.where({ row_number: EVERYWHERE }).orWhereBetween('row_number', [rows.from, rows.to]))
    .orderBy('id')) as StoredCorrection[];
  const corrections = stored.map(toCorrection);
  const byRow = new Map<number, RowCorrection[]>();
  for (const correction of corrections) {
    if (correction.kind === 'everywhere') continue;
    const known = byRow.get(correction.row);
    if (known === undefined) byRow.set(correction.row, [correction]);
    else known.push(correction);
  }
  return { everywhere: corrections.filter((correction) => correction.kind === 'everywhere'), byRow };
};

/** Rows that have a correction which no run up to `attempt` has read; `everywhere`: whether one concerns every row. */
export const findNewlyCorrected = async (connection: Connection, jobId: number, attempt: number): Promise<{ rows: Set<number>; everywhere: boolean }> => {
  const stored = (await connection(TABLES.corrections).select('row_number', 'kind', 'column_index', 'data').where({ job_id: jobId })) as StoredCorrection[];
  const fresh = stored.filter(({ data }) => (JSON.parse(data) as { attempt: number }).attempt > attempt);
  return { rows: new Set(fresh.map((each) => Number(each.row_number)).filter((row) => row !== EVERYWHERE)), everywhere: fresh.some((each) => Number(each.row_number) === EVERYWHERE) };
};

/** What people have said of held rows, the latest of each row: a few thousand at most, said one by one. */
export const findDecisions = async (connection: Connection, { id, attempt }: { id: number; attempt: number }): Promise<Map<number, RowDecision>> => {
  const kind: Correction['kind'] = 'decision';
  const stored = (await connection(TABLES.corrections).select('row_number', 'data').where({ job_id: id, kind }).orderBy('id')) as Pick<StoredCorrection, 'row_number' | 'data'>[];
  const decisions = new Map<number, RowDecision>();
  for (const { row_number: row, data } of stored) {
    const said = JSON.parse(data) as { attempt: number; decision: RowDecision };
    if (said.attempt <= attempt) decisions.set(Number(row), said.decision);
  }
  return decisions;
};
