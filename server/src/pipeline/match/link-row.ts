import type { MergeMode } from '../../contracts';
import type { RecordState } from '../plan/record-state';
import type { MatchStep } from './compile-match-by';
import { compareAge, hitsOf, type HitOptions, type MatchSources } from './find-hits';
import { namedKey, type GuardedTrial, type PreparedRow } from './prepare-row';
import { SHARED_BY_NAMES } from './name-tally';
import type { SharedGuard } from './shared-guard';

/** A record that a row's identifiers find. */
export interface Link {
  state: RecordState;
  /** The `matchBy` entries that found it, in their order. */
  labels: string[];
  /** The key that found it first. */
  hash: string;
}

export interface Linked {
  /** Oldest first; under `update-first` at most one. */
  links: Link[];
  /** Guarded identifiers that were left out because nobody of this name has them, and whom they would have found. */
  shared: { trial: GuardedTrial; links: Link[] }[];
  /** Organizations that share the row's domain: never merged, never chosen from. */
  sharedDomain: Link[];
  /** Keys that are not to be looked up again before writing: guarded, or of records declared different. */
  ignored: string[];
}

export interface LinkOptions {
  steps: MatchStep[];
  sources: MatchSources;
  guard: SharedGuard;
  mode: MergeMode;
}

/**
 * Finds the records that a row speaks of. `update-first` stops at the first step that finds any and takes its oldest
 * record; the other modes try every key and unite what they find.
 */
export const linkRow = (row: PreparedRow, organization: string | null, options: LinkOptions): Linked => {
  const linked: Linked = { links: [], shared: [], sharedDomain: [], ignored: [] };
  const byIdentity = new Map<number, Link>();
  for (const [index, step] of options.steps.entries()) {
    for (const trial of row.trials[index] ?? []) {
      const found = acceptedHits({ row, trial, step, organization }, linked, options);
      for (const state of options.mode === 'update-first' ? found.slice(0, 1) : found) {
        if (options.mode === 'merge-all' && isToldApart(row, { state, from: byIdentity }, options.sources)) linked.ignored.push(trial.hash);
        else addLink(byIdentity, { state, labels: [step.label], hash: trial.hash });
      }
      if (options.mode === 'update-first' && byIdentity.size > 0) return { ...linked, links: [...byIdentity.values()] };
    }
  }
  return { ...linked, links: [...byIdentity.values()].sort((left, right) => compareAge(left.state, right.state)) };
};

interface TrialOfRow {
  row: PreparedRow;
  trial: GuardedTrial;
  step: MatchStep;
  organization: string | null;
}

/** Records that one identifier finds, oldest first; what the guard or a person's word leaves out is noted. */
const acceptedHits = ({ row, trial, step, organization }: TrialOfRow, linked: Linked, { sources, guard }: LinkOptions): RecordState[] => {
  const { candidate } = row;
  const { isGuarded, options } = guarding(row, { trial, step }, { sources, guard });
  const hits = hitsOf(trial, sources, options).filter((hit) => step.accepts(candidate, hit, trial, organization));
  // Nearly every identifier of a new record.
  if (hits.length === 0 && !isGuarded) return NOBODY;
  const states = hits.map(({ state }) => state).filter((state) => !isSomebodyElse(row, { trial, state }, sources));
  if (states.length < hits.length) linked.ignored.push(trial.hash);
  if (trial.field === 'domain' && states.length > 1) {
    linked.sharedDomain.push(...states.map((state) => ({ state, labels: [step.label], hash: trial.hash })));
    return [];
  }
  if (!step.guardable || (!isGuarded && !isSharedInDatabase(row, { trial, states }, guard))) return states;
  linked.ignored.push(trial.hash);
  const { name } = row;
  const same = name === null ? [] : states.filter((state) => state.nameHash() === name);
  if (same.length === 0 && states.length > 0) linked.shared.push({ trial, links: states.map((state) => ({ state, labels: [step.label], hash: trial.hash })) });
  return same;
};

const NOBODY: RecordState[] = [];
const UNGUARDED: { isGuarded: boolean; options: HitOptions } = { isGuarded: false, options: {} };

/** Whether the guard is known to concern an identifier before its holders are looked at, and which of them are worth it. */
const guarding = (
  row: PreparedRow,
  { trial, step }: Pick<TrialOfRow, 'trial' | 'step'>,
  { sources, guard }: Pick<LinkOptions, 'sources' | 'guard'>,
): { isGuarded: boolean; options: HitOptions } => {
  const mayBe = step.guardable && (trial.guarded || (row.decision === null && guard.isGuardable(trial)));
  const crowd = mayBe ? sources.crowd(trial.hash) : null;
  if (!trial.guarded && crowd === null) return UNGUARDED;
  const { name } = row;
  const isGuarded = trial.guarded || (crowd !== null && crowd.names >= SHARED_BY_NAMES);
  const named = trial.guarded && name !== null ? namedKey(trial.hash, name) : null;
  return { isGuarded, options: { named, ...(isGuarded && crowd !== null ? { stored: crowd.near(name) } : {}) } };
};

/**
 * Whom a person has told apart by one identifier is not meant by another one that may be shared either. A record that has
 * the row's own external ID or user name is.
 */
const isSomebodyElse = ({ trials, name }: PreparedRow, { trial, state }: { trial: GuardedTrial; state: RecordState }, { isDistinct }: MatchSources): boolean =>
  (isUnique(trial) ? [trial] : trials.flat()).some(({ hash }) => isDistinct(hash, name ?? '', state.ref.documentId));

/** Two records that a person has declared different, whichever of them the answer was about, are not merged: the key that comes first decides. */
const isToldApart = ({ trials, decision }: PreparedRow, { state, from }: { state: RecordState; from: ReadonlyMap<number, Link> }, { isDistinct }: MatchSources): boolean =>
  decision === null && [...from.values()].some(({ state: other }) =>
    trials.flat().some(({ hash }) => isDistinct(hash, state.nameHash(), other.ref.documentId) || isDistinct(hash, other.nameHash(), state.ref.documentId)));

const isUnique = ({ field }: GuardedTrial): boolean => field === 'externalId' || field === 'username';

/** As many different names have it in the database and the file's earlier rows. */
const isSharedInDatabase = ({ decision }: PreparedRow, { trial, states }: { trial: GuardedTrial; states: RecordState[] }, guard: SharedGuard): boolean =>
  decision === null && states.length >= SHARED_BY_NAMES && guard.isGuardable(trial) && new Set(states.map((state) => state.nameHash())).size >= SHARED_BY_NAMES;

const addLink = (links: Map<number, Link>, link: Link): void => {
  const known = links.get(link.state.identity);
  if (known === undefined) links.set(link.state.identity, link);
  else if (!known.labels.includes(link.labels[0] ?? '')) known.labels.push(...link.labels);
};
