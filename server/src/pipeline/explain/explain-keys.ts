import { isBlocking, type RowExplanationDto } from '../../contracts';
import { nameHash } from '../../domain/keys';
import { compileMatchBy, type Trial } from '../match/compile-match-by';
import { createSharedGuard } from '../match/shared-guard';
import type { LinkedRecord, PlanRow } from '../types';
import type { ExplainedRow } from './explained-row';

type Key = RowExplanationDto['keys'][number];

/** Rows that found a record and are carried out. */
const WRITTEN: ReadonlySet<string> = new Set(['update', 'unchanged', 'merge']);

interface LabelledTrial extends Trial {
  label: string;
  guardable: boolean;
}

/** Codes of held rows whose candidates share an identifier that many have. */
const SHARED: ReadonlySet<string> = new Set(['match.shared-identifier', 'match.domain-shared']);

/**
 * The row's identifiers in the order in which they were looked up, with what came of each. Told from the stored plan: what was decided then,
 * whatever the database says now. Of a row that was refused, the plan does not tell what its keys had found.
 */
export const explainKeys = (row: ExplainedRow): Key[] => {
  const trials = trialsOf(row);
  const reached = reachedTrials(trials, row);
  return trials.map((trial, at) => ({ key: trial.label, field: trial.field, value: valueOf(trial, row), ...(at < reached ? resultOf(trial, trials, row) : { result: 'not-tried', records: [] }) }));
};

/** Hashes of the row's identifiers, for looking up what people have said of them. */
export const explainedHashes = (row: Pick<ExplainedRow, 'setting' | 'candidate'>): string[] => trialsOf(row).map(({ hash }) => hash);

const trialsOf = ({ setting, candidate }: Pick<ExplainedRow, 'setting' | 'candidate'>): LabelledTrial[] =>
  compileMatchBy(setting).flatMap((step) => step.trials(candidate).map((trial) => ({ ...trial, label: step.label, guardable: step.guardable })));

const valueOf = ({ field }: Trial, { candidate }: ExplainedRow): string => (field === 'externalId' ? (candidate.externalId ?? '') : String(candidate.values[field] ?? ''));

/** How many of the trials were made: all, none for rows that look nothing up, or those up to the one that decided. */
const reachedTrials = (trials: readonly LabelledTrial[], { setting, plan, decision, candidate, excluded }: ExplainedRow): number => {
  const looksNothingUp = excluded || candidate.empty || candidate.issues.some(isBlocking) || (plan.record === null && (plan.kind === 'invalid' || isLeftOut(plan)));
  if (looksNothingUp) return 0;
  if (setting.mergeMode !== 'update-first' || decision !== null || plan.matchedBy === null) return trials.length;
  const deciding = trials.findIndex((trial) => isDeciding(trial, plan));
  return deciding < 0 ? trials.length : deciding + 1;
};

/** Skipped before anything was looked up. */
const isLeftOut = ({ kind, issues }: PlanRow): boolean => kind === 'skip' && issues.some(({ code }) => code === 'file.duplicate-skipped' || code === 'action.skip');

const isDeciding = ({ label, hash }: LabelledTrial, { matchedBy, keyHash }: PlanRow): boolean => label === matchedBy && (keyHash === null || keyHash === hash);

const resultOf = (trial: LabelledTrial, trials: readonly LabelledTrial[], row: ExplainedRow): Pick<Key, 'result' | 'records'> => {
  const records = linksOf(row.plan).filter((link) => isLinkedBy(link, trial, trials)).map(({ documentId }) => documentId);
  if (records.length > 0) return { result: row.plan.issues.some(({ code }) => SHARED.has(code)) ? 'shared' : 'found', records };
  const different = differentRecords(trial, row);
  if (different.length > 0) return { result: 'different', records: different };
  if (isShared(trial, row)) return { result: 'shared', records: [] };
  return row.plan.record !== null && isHadBefore(trial, trials, row) ? { result: 'found', records: [row.plan.record.documentId] } : { result: 'none', records: [] };
};

/** The plan keeps the first key that found its record. A later one found it, too, where the record had that value before the row and keeps it. */
const isHadBefore = (trial: LabelledTrial, trials: readonly LabelledTrial[], { plan, setting, candidate }: ExplainedRow): boolean => {
  const deciding = trials.findIndex((each) => isDeciding(each, plan));
  const { field, guardable } = trial;
  if (deciding < 0 || trials.indexOf(trial) < deciding || !guardable || !WRITTEN.has(plan.kind) || (candidate.values[field] ?? null) === null) return false;
  return !plan.changes.some(([changed]) => changed === field) && setting.fields.every((each) => each.field !== field || each.onConflict === 'file');
};

/** The records that the plan names, each with the keys that found it. */
const linksOf = ({ record, matchedBy, keyHash, merge, candidates = [] }: PlanRow): LinkedRecord[] => {
  const own = record === null || matchedBy === null ? [] : [{ ...record, linkedBy: [matchedBy], keyHash: keyHash ?? '' }];
  return [...own, ...(merge?.losers ?? []), ...candidates];
};

/** Kept are the key that found a record first, and the entries that found it: of an entry's several values, which one is known for the first alone. */
const isLinkedBy = ({ linkedBy, keyHash }: LinkedRecord, trial: LabelledTrial, trials: readonly LabelledTrial[]): boolean => {
  if (keyHash === trial.hash) return linkedBy.includes(trial.label);
  if (!linkedBy.includes(trial.label)) return false;
  return !trials.some((other) => other.label === trial.label && other.hash === keyHash);
};

const differentRecords = ({ hash }: Trial, { setting, candidate, distinctions }: ExplainedRow): string[] => {
  const name = nameHash(setting.target, candidate.values);
  return distinctions.filter((each) => each.hash === hash && each.nameHash === name).map(({ documentId }) => documentId);
};

/** By what the plan left out, or by the identifier's form; how many names the file has for it is not kept. */
const isShared = (trial: LabelledTrial, { setting, candidate, plan }: ExplainedRow): boolean =>
  (plan.ignored ?? []).includes(trial.hash) || (trial.guardable && createSharedGuard(setting, null).isShared(candidate, trial));
