import type { OwnTarget } from '../../contracts';
import type { PlanRow } from '../../pipeline/types';
import type { AuditedRecord, AuditReader } from '../../store/verification/audit-reader';
import type { Findings } from './findings';

export interface MergeAudit {
  merged(plan: PlanRow): void;
  /** Whoever was merged away is marked with a record that stands for it, and its keys find that one. */
  finish(): Promise<void>;
}

/** Checks merges of one job, but for records that somebody has written since. */
export const createMergeAudit = (job: { uid: string; target: OwnTarget }, { reader, findings }: { reader: AuditReader; findings: Findings }): MergeAudit => {
  const survivorOf = new Map<string, string>();
  const ownerOf = new Map<string, string>();
  return {
    merged({ record, merge }) {
      if (record === null || merge === undefined) return;
      for (const { documentId } of merge.losers) survivorOf.set(documentId, record.documentId);
      for (const { hash } of merge.aliases) ownerOf.set(hash, record.documentId);
    },
    async finish() {
      if (survivorOf.size === 0) return;
      const records = await readChains(reader, job.target, [...survivorOf.keys(), ...survivorOf.values()]);
      for (const [loser, survivor] of survivorOf) {
        const record = records.get(loser);
        if (record === undefined || record.lastJob !== job.uid) continue;
        if (mergedInto(record) !== survivor || lastOf(records, loser) === undefined) findings.add('merge.broken', `${job.target} ${loser}`);
      }
      const owners = await reader.findKeyOwners(job.target, [...ownerOf.keys()]);
      for (const [hash, survivor] of ownerOf) {
        const record = lastOf(records, survivor);
        if (record?.lastJob === job.uid && !(owners.get(hash) ?? []).includes(record.id)) findings.add('merge.broken', `${job.target} ${survivor} has lost an alias`);
      }
    },
  };
};

const mergedInto = ({ values }: AuditedRecord): string | null => (typeof values['mergedInto'] === 'string' && values['mergedInto'] !== '' ? values['mergedInto'] : null);

/** These records, and those that they were merged into, and so on. */
const readChains = async (reader: AuditReader, target: OwnTarget, documentIds: string[]): Promise<Map<string, AuditedRecord>> => {
  const records = new Map<string, AuditedRecord>();
  for (let wanted = [...new Set(documentIds)]; wanted.length > 0; ) {
    const found = await reader.find(target, wanted);
    for (const [documentId, record] of found) records.set(documentId, record);
    const next = [...found.values()].map(mergedInto).filter((documentId) => documentId !== null);
    wanted = [...new Set(next)].filter((documentId) => !records.has(documentId));
  }
  return records;
};

/** The record that stands for one in the end; undefined where the way leads nowhere. */
const lastOf = (records: ReadonlyMap<string, AuditedRecord>, documentId: string): AuditedRecord | undefined => {
  const seen = new Set<string>();
  for (let record = records.get(documentId); record !== undefined && !seen.has(record.documentId); ) {
    const next = mergedInto(record);
    if (next === null) return record;
    seen.add(record.documentId);
    record = records.get(next);
  }
  return undefined;
};
