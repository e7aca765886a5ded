import type { Value } from '../../contracts';
import type { Link } from '../match/link-row';
import type { PlanRow, PlannedOrganization } from '../types';
import { missingIds } from './gained-ids';
import { mergeRecords, overlongMergedLists, refusedMergedConsents, type Cluster, type MergeResult } from './merge-records';
import type { ResolvedRow, RowPlanner } from './planner';
import { changedState, type RecordState } from './record-state';
import { idsOf, notGivenYet, plannedIds, remember, roomIssues, takenIssues, toLinkedRecord, without, withoutBlanks } from './row-plans';

/** Clusters above this wait for a person: so many records that are one are more likely a shared identifier (DESIGN.md §3). */
export const MAX_CLUSTER = 25;

/** The row's records become one: the oldest survives. `links`: two or more, oldest first. */
export const planMerge = ({ row: prepared, answer, issues }: ResolvedRow, links: Link[], planner: RowPlanner): PlanRow => {
  const { candidate } = prepared;
  const [first, ...others] = links;
  if (first === undefined) throw new Error('A merge needs records');
  const survivor = first.state;
  const records = [survivor, ...others.map(({ state }) => state)] as const;
  const own = missingIds(idsOf(candidate, planner), survivor.externalIds);
  const told = toldBefore(records);
  const cluster: Cluster = { records, given: { ...notGivenYet(candidate.values, new Set(told.keys())), ...Object.fromEntries(told) }, rules: planner.rules, fields: planner.mergeFields, externalIds: own };
  const refusals = [...takenIssues(prepared, records, planner), ...roomIssues(survivor.externalIds, own, overlongMergedLists(cluster)), ...refusedMergedConsents(cluster)];
  if (refusals.length > 0) return without(candidate, 'invalid', [...issues, ...refusals]);
  planner.organizations.accept(answer);
  const result = mergeRecords(cluster, planner.setting);
  const fromRow = result.externalIds.filter((each) => own.includes(each));
  const organization = answer.organization ?? adopted(result);
  const moves = organization !== null && organization.documentId !== survivor.organization;
  const combines = planner.setting.inFileDuplicates === 'combine';
  const given = combines ? [...new Set([...told.keys(), ...Object.keys(withoutBlanks(candidate.values))])] : undefined;
  const after = changedState(planner.setting, survivor, {
    row: candidate.row,
    changes: result.changes,
    externalIds: result.externalIds,
    organization: moves ? organization.documentId : null,
    aliases: result.aliases,
    given,
  });
  remember(prepared, { after, before: survivor }, planner);
  for (const { state } of others) planner.index.addMerge(state.identity, survivor.identity);
  return {
    ...without(candidate, 'merge', issues),
    record: survivor.ref,
    matchedBy: first.labels[0] ?? null,
    keyHash: first.hash,
    changes: result.changes,
    ...plannedIds(fromRow, candidate, planner),
    organization: moves || organization?.action === 'update' ? organization : null,
    previousRow: survivor.lastRow,
    merge: { losers: others.map(toLinkedRecord), externalIds: result.externalIds.filter((each) => !own.includes(each)), aliases: aliasesToWrite(result, survivor) },
    ...(given === undefined ? {} : { given }),
  };
};

/** Under `combine`, what earlier rows of the file gave to any of the records: it stands for the one that stays. */
const toldBefore = (records: readonly RecordState[]): Map<string, Value | null> => {
  const told = new Map<string, Value | null>();
  for (const { given, values } of records) for (const field of given ?? []) if (!told.has(field)) told.set(field, (values[field] ?? null) as Value | null);
  return told;
};

/** A loser's organization, which is there already: it is only linked. */
const adopted = ({ organization }: MergeResult): PlannedOrganization | null =>
  organization === null ? null : { documentId: organization, id: null, action: 'none', values: {}, externalId: null };

/** Aliases that the survivor has from earlier rows stand already. */
const aliasesToWrite = ({ aliases }: MergeResult, survivor: RecordState): MergeResult['aliases'] => aliases.filter(({ hash }) => !survivor.aliases.has(hash));
