import { assertNever, isBlocking, type IssueCode, type RowIssue } from '../../contracts';
import type { ExplainedRow } from './explained-row';

/**
 * A stable word for what decided about a row: an issue's code where one kept the row out, else the part of the setting
 * (`mergeMode.merge-all`, `mode.create`, `inFileDuplicates.last`), the row's own action (`action.delete`), a person's
 * word (`decision.same`), or `match.none` where nobody was found.
 */
export const decidedBy = (row: ExplainedRow): string => {
  const { plan, decision, setting, candidate } = row;
  switch (plan.kind) {
    case 'invalid':
      return byPolicy(plan.issues.find(isBlocking), row) ?? 'row.invalid';
    case 'hold':
      return byPolicy(plan.issues.filter(isBlocking).at(-1), row) ?? 'row.held';
    case 'skip':
      return byPolicy(plan.issues.at(-1), row) ?? 'row.skipped';
    case 'delete':
      return 'action.delete';
    case 'create':
      return decision === null ? 'match.none' : `decision.${decision.decision}`;
    case 'update':
    case 'unchanged':
    case 'merge':
      if (decision !== null) return `decision.${decision.decision}`;
      return candidate.action === 'update' ? 'action.update' : `mergeMode.${setting.mergeMode}`;
    default:
      return assertNever(plan.kind);
  }
};

/** Issues that only say that a policy was followed are named by the policy. */
const byPolicy = (issue: RowIssue | undefined, { setting, candidate }: ExplainedRow): string | null => {
  if (issue === undefined) return null;
  const policies: Partial<Record<IssueCode, string>> = {
    'file.duplicate-skipped': `inFileDuplicates.${setting.inFileDuplicates}`,
    'file.duplicate-rejected': `inFileDuplicates.${setting.inFileDuplicates}`,
    'mode.create-only': candidate.action === 'create' ? 'action.create' : 'mode.create',
    'mode.update-only': candidate.action === 'update' ? 'action.update' : 'mode.update',
    'match.ambiguous': `mergeMode.${setting.mergeMode}`,
  };
  return policies[issue.code] ?? issue.code;
};
