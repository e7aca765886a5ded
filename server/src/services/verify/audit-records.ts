import { isOwnTarget, TARGETS, type Outcome } from '../../contracts';
import type { Candidate, PlanRow } from '../../pipeline/types';
import type { AuditReader } from '../../store/verification/audit-reader';
import type { JobRow } from '../../store/jobs/job-row';
import { createMergeAudit } from './audit-merges';
import { differences, expectNothing, expectRow, type ExpectedRecord } from './expected-records';
import type { Findings } from './findings';
import type { LastWriters } from './last-writers';

/** Clocks of the application and of the database differ a little. */
const EDIT_TOLERANCE_MS = 2_000;

export interface RecordAudit {
  /** A row with its outcome; `candidate` is null where the file's cells cannot be told. */
  row(plan: PlanRow, outcome: Outcome | null, candidate: Candidate | null): void;
  organization(documentId: string): void;
  /** Compares the records whose last row has passed. */
  flush(lastRow: number): Promise<void>;
  /** Looks for records that carry the job's mark without a row. Gives how many were compared, and how many somebody has changed since. */
  finish(): Promise<{ compared: number; editedSince: number }>;
}

/** Holds the records against the rows that wrote them. */
export const createRecordAudit = (
  { job, lastWriters }: { job: JobRow; lastWriters: LastWriters },
  { reader, findings }: { reader: AuditReader; findings: Findings },
): RecordAudit => {
  const { target } = job.setting;
  // `verifyJob` has refused the others.
  if (!isOwnTarget(target)) throw new Error(`No audit of ${target}`);
  const waiting = new Map<string, ExpectedRecord>();
  const written = new Set<string>();
  const organizations = new Set<string>();
  const deleted = new Set<string>();
  const merges = createMergeAudit({ uid: job.uid, target }, { reader, findings });
  let compared = 0;
  let editedSince = 0;

  const compare = async (batch: ExpectedRecord[]): Promise<void> => {
    const found = await reader.find(target, batch.map(({ documentId }) => documentId));
    for (const expected of batch) {
      const record = found.get(expected.documentId);
      if (record === undefined) {
        findings.add('record.missing', `row ${expected.row}`);
        continue;
      }
      // A later import or a person has changed it: its values no longer speak of this job.
      if (record.lastJob !== job.uid || (job.finishedMs !== null && record.updatedMs > job.finishedMs + EDIT_TOLERANCE_MS)) {
        editedSince += 1;
        continue;
      }
      compared += 1;
      const wrong = differences(expected, record, job.setting.externalSource?.id ?? null);
      if (wrong.length > 0) findings.add('record.values', `row ${expected.row}: ${wrong.join(', ')}`);
    }
  };

  return {
    row(plan, outcome, candidate) {
      if (plan.record === null) return;
      const { documentId } = plan.record;
      if (outcome === 'deleted') {
        deleted.add(documentId);
        waiting.delete(documentId);
      }
      if (outcome !== 'created' && outcome !== 'updated' && outcome !== 'merged') return;
      written.add(documentId);
      if (outcome === 'merged') {
        merges.merged(plan);
        for (const { documentId: loser } of plan.merge?.losers ?? []) {
          written.add(loser);
          waiting.delete(loser);
        }
      }
      if (lastWriters.mixed.has(documentId)) return;
      const expected = waiting.get(documentId) ?? expectNothing(documentId);
      waiting.set(documentId, expected);
      expected.row = plan.row;
      if (candidate !== null) expectRow(expected, candidate, plan, job.setting);
    },
    organization: (documentId) => {
      organizations.add(documentId);
    },
    async flush(lastRow) {
      const batch = [...waiting.values()].filter(({ documentId, row }) => (lastWriters.rows.get(documentId) ?? row) <= lastRow);
      for (const { documentId } of batch) waiting.delete(documentId);
      await compare(batch);
    },
    async finish() {
      await compare([...waiting.values()]);
      await merges.finish();
      for (const documentId of (await reader.find(target, [...deleted])).keys()) findings.add('record.unexplained', `${target} ${documentId} was deleted, and is there`);
      for (const each of TARGETS) {
        for await (const { records } of reader.pages(each)) {
          for (const { documentId, lastJob } of records) {
            const isKnown = (each === target && written.has(documentId)) || (each === 'organizations' && organizations.has(documentId));
            if (lastJob === job.uid && !isKnown) findings.add('record.unexplained', `${each} ${documentId}`);
          }
        }
      }
      const missing = await reader.find('organizations', [...organizations]);
      for (const documentId of organizations) if (!missing.has(documentId)) findings.add('record.missing', `organization ${documentId}`);
      return { compared, editedSince };
    },
  };
};
