import type { PlanRow } from '../types';
import type { ResolvedRow, RowPlanner } from './planner';
import { stateOfCreated } from './record-state';
import { refusalsOf } from './refusals-of';
import { idsOf, plannedIds, remember, takenIssues, without, withoutBlanks } from './row-plans';

/** `ignored`: keys that are no match although records have them. */
export const planCreate = ({ row, answer, issues }: ResolvedRow, ignored: string[], planner: RowPlanner): PlanRow => {
  const { candidate } = row;
  const refusals = [...planner.missingRequired(candidate), ...takenIssues(row, [], planner)];
  if (refusals.length > 0) return without(candidate, 'invalid', [...issues, ...refusals]);
  const noted = row.trials.every((trials) => trials.length === 0) ? [...issues, { code: 'match.no-identifier' as const }] : issues;
  const { organization } = answer;
  const externalIds = idsOf(candidate, planner);
  const values = { ...planner.setting.onCreate, ...withoutBlanks(candidate.values) };
  const combines = planner.setting.inFileDuplicates === 'combine';
  const after = stateOfCreated(planner.setting, {
    row: candidate.row,
    documentId: planner.documentIdOf(candidate.row),
    values,
    externalIds,
    organization: organization?.documentId ?? null,
    given: combines ? Object.keys(values) : undefined,
  });
  const planned: PlanRow = {
    ...without(candidate, 'create', noted),
    record: after.ref,
    values,
    ...plannedIds(externalIds, candidate, planner),
    organization,
    ...(ignored.length === 0 ? {} : { ignored: [...new Set(ignored)] }),
    ...(combines ? { given: Object.keys(values) } : {}),
  };
  const refused = refusalsOf(planned, { candidate, records: [], organization }, planner);
  if (refused.length > 0) return without(candidate, 'invalid', [...issues, ...refused]);
  planner.organizations.accept(answer);
  remember(row, { after, before: null }, planner);
  return planned;
};
