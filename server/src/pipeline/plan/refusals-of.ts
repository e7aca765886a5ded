import type { ResolvedSetting, RowIssue } from '../../contracts';
import type { Candidate, PlannedOrganization, PlanRow } from '../types';
import type { RowPlanner } from './planner';
import type { RecordState } from './record-state';
import { isBlank } from './same-value';
import type { WritePermits } from './write-permits';

/** What a row says, and about whom. */
interface Said {
  candidate: Candidate;
  /** Records that are there and that it changes. */
  records: readonly RecordState[];
  organization: PlannedOrganization | null;
}

/**
 * Why whoever is behind the job may not have the row done. Who may not read the records is refused by what the row says, and not
 * by what it would change: otherwise a plan would tell whether a guessed value is the stored one.
 */
export const refusalsOf = (row: PlanRow, said: Said, { permits, target, setting }: Pick<RowPlanner, 'permits' | 'target' | 'setting'>): RowIssue[] => {
  if (permits === null) return [];
  const found = [...permits.refusals(row, target), ...(permits.blind ? blindRefusals(said, permits, { target, setting }) : [])];
  const known = new Map(found.map((issue) => [`${issue.code} ${String(issue.params?.['field'] ?? '')}`, withColumn(issue, setting)]));
  return [...known.values()];
};

const blindRefusals = ({ candidate, records, organization }: Said, permits: WritePermits, { target, setting }: Pick<RowPlanner, 'target' | 'setting'>): RowIssue[] => {
  const ids = candidate.externalId === null && candidate.externalIds === undefined ? [] : ['externalIds'];
  const fields = [...Object.keys(candidate.values), ...ids, ...(organization === null ? [] : ['organization'])];
  const own = records.flatMap(({ ref: { id } }) => permits.refusedFields({ target, id, fields }, target));
  if (organization === null || organization.id === null) return own;
  const { matchBy } = setting.organizations;
  const told = Object.entries(candidate.organization?.values ?? {}).flatMap(([field, value]) => (isBlank(value) || field === matchBy ? [] : [field]));
  return told.length === 0 ? own : [...own, ...permits.refusedFields({ target: 'organizations', id: organization.id, fields: told }, target)];
};

/** The column that a refused field comes from, where one gives it. */
const withColumn = (issue: RowIssue, { fields }: Pick<ResolvedSetting, 'fields'>): RowIssue => {
  const column = fields.find(({ field }) => field === issue.params?.['field'])?.columnIndex;
  return column === undefined ? issue : { ...issue, column };
};
