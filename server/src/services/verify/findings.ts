/** What the auditor can find wrong. Stable names: scripts may look for them. */
export const CHECKS = [
  'file.bytes', // the blocks do not give back the uploaded bytes
  'file.rows', // an independent parser counts other rows
  'plan.rows', // a row is planned twice or not at all
  'plan.hash', // the stored plan is not the one that was confirmed
  'plan.counts', // counts beside the plan are not the plan's
  'ledger.rows', // a row has no outcome, or two
  'ledger.counts', // counts beside a slice are not the slice's
  'ledger.reason', // a row was refused without a reason, or imported in spite of one
  'job.counts', // the job's counts are not the sum of its ledger
  'job.state', // the state says something else than the counts
  'record.missing', // the ledger names a record that is not there
  'record.values', // a record does not have what its row says
  'record.unexplained', // a record carries the job's mark, and no row of the ledger wrote it
  'merge.broken', // a merged record, or a key of one, does not lead to the record that stands for it
  'keys.wrong', // a record's keys are not those that follow from its values
  'keys.orphan', // keys of no record
  'links.broken', // organization links without an end, or two on one contact
] as const;
export type Check = (typeof CHECKS)[number];

export interface Finding {
  check: Check;
  count: number;
  /** The first few, by row number or documentId: no personal data. */
  examples: string[];
}

const MAX_EXAMPLES = 5;

export interface Findings {
  add(check: Check, example: string, count?: number): void;
  list(): Finding[];
}

export const createFindings = (): Findings => {
  const found = new Map<Check, Finding>();
  return {
    add(check, example, count = 1) {
      const finding = found.get(check) ?? { check, count: 0, examples: [] };
      finding.count += count;
      if (finding.examples.length < MAX_EXAMPLES) finding.examples.push(example);
      found.set(check, finding);
    },
    list: () => CHECKS.flatMap((check) => found.get(check) ?? []),
  };
};
