import type { Knex } from 'knex';
import { badRequest, conflict, isOwnTarget, notFound, type Actor, type DecideRequest, type DecisionsDto, type ResolvedSetting, type TakesEffect } from '../../contracts';
import { nameHash } from '../../domain/keys';
import type { Correction } from '../../pipeline/corrections/apply-corrections';
import type { MapRow } from '../../pipeline/map';
import type { Distinction } from '../../pipeline/ports';
import { replaceDistinctions } from '../../store/distinction-store';
import type { FileStore } from '../../store/files';
import { insertCorrections } from '../../store/jobs/correction-store';
import { decideHeldRows, type HeldRow } from '../../store/jobs/held-row-store';
import type { RecordTables } from '../../store/records/record-tables';
import { nextAttempt, planAgain, stageOf, type PlanAgainParts } from '../jobs/plan-again';
import { openHeldJobs, readHeldCells, type HeldJob } from './show-held-rows';

export interface DecideParts extends PlanAgainParts {
  fileStore: FileStore;
  tables: RecordTables;
  createMapper(setting: ResolvedSetting, columns: readonly string[]): MapRow;
}

interface Decision {
  request: DecideRequest;
  actor: Actor;
}

/**
 * Stores what a person says of held rows: for the job's next run, and, of what is not the same, for all later imports. A
 * job that waits for its go is planned again.
 */
export const decideRows = async (held: readonly HeldRow[], decision: Decision, parts: DecideParts): Promise<DecisionsDto> => {
  const jobs = await openHeldJobs(held, parts);
  // All are checked before the first is written.
  for (const row of held) recordOf(row, decision.request);
  // Records of foreign types are never merged, and what is told apart by a unique key alone cannot be another record.
  const isForeign = held.some(({ target }) => !isOwnTarget(target));
  if (isForeign && decision.request.decision !== 'same') throw badRequest('held-row.decision-unsuitable', 'Of rows of this type one can only say which record they are', { decision: decision.request.decision });
  for (const { job } of jobs.values()) stageOf(job);
  const decided: DecisionsDto['jobs'] = [];
  for (const [jobId, opened] of jobs) {
    const takesEffect = await decideInJob(held.filter((row) => row.jobId === jobId), { opened, decision }, parts);
    decided.push({ id: opened.job.uid, takesEffect });
  }
  return { decided: held.length, jobs: decided };
};

const decideInJob = async (held: readonly HeldRow[], { opened, decision }: { opened: HeldJob; decision: Decision }, parts: DecideParts): Promise<TakesEffect> => {
  const { job, file } = opened;
  const { request, actor } = decision;
  const attempt = nextAttempt(job);
  const corrections = held.map((row): Correction => ({ kind: 'decision', attempt, row: row.row, decision: { decision: request.decision, record: recordOf(row, request) } }));
  const said = await distinctionsOf(held, { opened, request }, parts);
  /** Locks the held rows: a decision that a newer plan has overtaken is refused. */
  const also = async (trx: Knex.Transaction): Promise<void> => {
    await replaceDistinctions(trx, said, { target: job.target, actor });
  };
  if (stageOf(job) === 'planned') {
    // Their block is planned again, and with it goes the question.
    await planAgain(job, file, { corrected: { corrections, actor, also }, parts });
    return 'planned-again';
  }
  // Locks the job's row: no retry begins meanwhile, which would have read some of its rows without the decision.
  const isChanged = await parts.store.change(job, {}, async (trx) => {
    const isOpen = await decideHeldRows(trx, held.map(({ id }) => id), { decision: request.decision, actor });
    if (!isOpen) throw conflict('held-row.closed', 'The rows were planned anew meanwhile');
    await insertCorrections(trx, job, { corrections, actor });
    await also(trx);
  });
  if (!isChanged) throw conflict('job.busy', 'The job has gone on meanwhile');
  return 'next-retry';
};

/** Which record the row is. Throws where that is not said, or is none of the candidates. */
const recordOf = ({ candidates, row }: HeldRow, { decision, record }: DecideRequest): string | null => {
  if (record !== undefined && !candidates.some(({ documentId }) => documentId === record)) throw badRequest('held-row.record-unknown', 'The record is none of the candidates', { row });
  if (decision !== 'same') return record ?? null;
  const [only, other] = candidates;
  if (record === undefined && only === undefined) throw badRequest('held-row.no-candidate', 'The row has no candidate that it could be', { row });
  if (record === undefined && other !== undefined) throw badRequest('held-row.record-missing', 'Say which of the candidates the row is', { row });
  return record ?? only?.documentId ?? null;
};

/** "A row with this key and this name is not that record": of each candidate that the row is not. */
const distinctionsOf = async (
  held: readonly HeldRow[],
  { opened, request }: { opened: HeldJob; request: DecideRequest },
  { createMapper }: DecideParts,
): Promise<{ asked: Distinction[]; different: Distinction[] }> => {
  const { job, file } = opened;
  if (!isOwnTarget(job.target)) return { asked: [], different: [] };
  const cells = await readHeldCells(held, opened);
  const map = createMapper(job.setting, file.columns);
  const asked: Distinction[] = [];
  const different: Distinction[] = [];
  for (const row of held) {
    const record = cells.get(row.row);
    if (record === undefined) throw notFound('row');
    const name = nameHash(job.target, map(record).values);
    const chosen = recordOf(row, request);
    for (const { documentId, keyHash } of row.candidates) {
      if (keyHash === '') continue;
      const distinction = { hash: keyHash, nameHash: name, documentId };
      asked.push(distinction);
      if (request.decision === 'different' || (request.decision === 'same' && documentId !== chosen)) different.push(distinction);
    }
  }
  return { asked, different };
};
