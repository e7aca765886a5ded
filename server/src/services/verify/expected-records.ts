import type { ResolvedSetting } from '../../contracts';
import { isBlank, sameValue } from '../../pipeline/plan/same-value';
import type { Candidate, PlanRow } from '../../pipeline/types';
import type { AuditedRecord } from '../../store/verification/audit-reader';

/** What a record must have after the rows of the file that wrote it; later rows overwrite earlier ones. */
export interface ExpectedRecord {
  documentId: string;
  /** The last row that wrote it. */
  row: number;
  fields: Map<string, unknown>;
  externalIds: Set<string>;
  organization: string | null;
}

export const expectNothing = (documentId: string): ExpectedRecord => ({ documentId, row: 0, fields: new Map(), externalIds: new Set(), organization: null });

/**
 * Adds what a row that was created or updated says. Fields whose rule is `existing` or `fill` are only expected of new
 * records: what an old one had before is no longer known.
 */
export const expectRow = (expected: ExpectedRecord, candidate: Candidate, plan: PlanRow, setting: ResolvedSetting): void => {
  const rules = new Map(setting.fields.map(({ field, onConflict }) => [field, onConflict]));
  const extended = new Set(setting.fields.filter(({ list }) => list?.mode === 'extend').map(({ field }) => field));
  expected.row = plan.row;
  for (const [field, value] of Object.entries(candidate.values)) {
    const isNew = plan.kind === 'create';
    // What a list had before is no longer known, and it has more now than the row that made it said.
    if (!isNew && extended.has(field)) expected.fields.delete(field);
    else if (isNew ? !isBlank(value) : (rules.get(field) ?? 'file') === 'file') expected.fields.set(field, value);
  }
  if (candidate.externalId !== null) expected.externalIds.add(candidate.externalId);
  if (plan.organization !== null) expected.organization = plan.organization.documentId;
};

/** Names of the fields in which the record is not as expected. */
export const differences = (expected: ExpectedRecord, record: AuditedRecord, sourceId: string | null): string[] => {
  const wrong: string[] = [];
  for (const [field, value] of expected.fields) if (!sameValue(record.values[field], value)) wrong.push(field);
  for (const value of expected.externalIds) {
    if (!record.externalIds.some((external) => external.source === sourceId && external.value === value)) wrong.push('externalIds');
  }
  if (expected.organization !== null && record.organization !== expected.organization) wrong.push('organization');
  return wrong;
};
