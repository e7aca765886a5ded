import { OUTCOMES, UNDO_RESULTS, type OutcomeCounts, type UndoCounts } from '../../contracts';
import { TABLES } from '../models';
import type { Connection } from '../sql/client';
import { recordAct } from './audit-log';

/** Writes down how a run of a job has ended; call it in the transaction that ends it. */
export const recordEnd = async (connection: Connection, jobId: number): Promise<void> => {
  const row = (await connection(TABLES.jobs).where({ id: jobId }).first('uid', 'name', 'state', 'attempt_kind', 'outcome_counts', 'undo_counts')) as
    | { uid: string; name: string; state: string; attempt_kind: string; outcome_counts: string | null; undo_counts: string | null }
    | undefined;
  if (row === undefined) return;
  const counts = row.attempt_kind === 'undo' ? nonZero(parse<UndoCounts>(row.undo_counts), UNDO_RESULTS) : nonZero(parse<OutcomeCounts>(row.outcome_counts), OUTCOMES);
  await recordAct(connection, { action: 'job.end', actor: null, job: { uid: row.uid, name: row.name }, state: row.state, ...(counts === null ? {} : { counts }) });
};

const parse = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));

const nonZero = <Name extends string>(counts: Record<Name, number> | null, names: readonly Name[]): Record<string, number> | null =>
  counts === null ? null : Object.fromEntries(names.filter((name) => counts[name] > 0).map((name) => [name, counts[name]]));
