import type { ResolvedSetting, RowIssue } from '../../contracts';
import { compileMatchBy } from '../match/compile-match-by';
import { crowdOf, type Crowd } from '../match/crowd';
import type { RowDecision } from '../match/prepare-row';
import { createSharedGuard } from '../match/shared-guard';
import type { PlanReader } from '../ports';
import type { Candidate } from '../types';
import { recordDocumentIds } from './derived-ids';
import { fieldRulesOf } from './field-rules';
import { fieldsToRead, organizationFields } from './fields-to-read';
import { JobIndex } from './job-index';
import { OrganizationBook } from './organization-book';
import type { BlockFinds } from './plan-block';
import type { RowPlanner } from './planner';
import type { RecordState } from './record-state';
import { StateBook } from './state-book';
import type { FileSurvey } from './survey-file';
import type { WritePermits } from './write-permits';

/** What a run knows before it plans. */
export interface PlanTask {
  job: string;
  setting: ResolvedSetting;
  /** All fields of the target: a merge takes them over, mapped or not. */
  allFields: readonly string[];
  missingRequired(candidate: Candidate): RowIssue[];
  decisions?: ReadonlyMap<number, RowDecision> | undefined;
  excluded?: ReadonlySet<number> | undefined;
  mayDelete?: boolean | undefined;
  permits?: WritePermits | null | undefined;
}

const NO_SURVEY: FileSurvey = { tally: null, occurrences: null };

/** A planner, and the finds that each block fills for it. */
export const createPlanner = (
  task: PlanTask,
  { reader, survey = NO_SURVEY, index = new JobIndex() }: { reader: PlanReader; survey?: FileSurvey; index?: JobIndex },
): { planner: RowPlanner; finds: BlockFinds } => {
  const { job, setting, decisions = new Map<number, RowDecision>() } = task;
  const merges = setting.mergeMode === 'merge-all' || [...decisions.values()].some(({ decision }) => decision === 'merge');
  const fields = merges ? [...new Set([...fieldsToRead(setting), ...task.allFields])] : fieldsToRead(setting);
  const finds: BlockFinds = { hits: new Map(), crowds: new Map(), distinct: new Set() };
  const states = new StateBook({ setting, reader, index, fields });
  const stateNow = (identity: number): RecordState | undefined => {
    const now = index.survivorOf(identity);
    return now === null ? undefined : states.get(now);
  };
  const planner: RowPlanner = {
    documentIdOf: recordDocumentIds(job),
    target: setting.target,
    setting,
    steps: compileMatchBy(setting),
    rules: fieldRulesOf(setting),
    mergeFields: task.allFields,
    guard: createSharedGuard(setting, survey.tally),
    occurrences: survey.occurrences,
    decisions,
    excluded: task.excluded ?? new Set(),
    mayDelete: task.mayDelete ?? false,
    permits: task.permits ?? null,
    missingRequired: task.missingRequired,
    states,
    index,
    organizations: new OrganizationBook({ job, setting, reader, index, fields: organizationFields(setting), permits: task.permits ?? null }),
    sources: {
      hits: (hash) => finds.hits.get(hash) ?? [],
      crowd: (hash) => (finds.hits.has(hash) ? crowdIn(finds, hash, stateNow) : null),
      identitiesOf: (hash) => index.identitiesOf(hash),
      state: states.get,
      survivorOf: (identity) => index.survivorOf(identity),
      isDistinct: (hash, name, documentId) => finds.distinct.size > 0 && finds.distinct.has(`${hash}:${name}:${documentId}`),
    },
  };
  return { planner, finds };
};

/** Made when a row of the block first asks for it. */
const crowdIn = (finds: BlockFinds, hash: string, stateNow: (identity: number) => RecordState | undefined): Crowd | null => {
  const known = finds.crowds.get(hash);
  if (known !== undefined) return known;
  const crowd = crowdOf(finds.hits.get(hash) ?? [], ({ recordId }) => stateNow(-recordId));
  finds.crowds.set(hash, crowd);
  return crowd;
};
