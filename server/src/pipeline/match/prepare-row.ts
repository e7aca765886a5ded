import { isBlocking, type HeldDecision, type ResolvedSetting } from '../../contracts';
import { displayName, hashKey, nameHash } from '../../domain/keys';
import { uniqueHashes, type UniqueHash } from '../plan/unique-hashes';
import type { Candidate } from '../types';
import type { MatchStep, Trial } from './compile-match-by';
import type { SharedGuard } from './shared-guard';

/** An identifier to look up; `guarded`: many share it, so that it finds only a record of the same name. */
export interface GuardedTrial extends Trial {
  guarded: boolean;
}

/** What a person has decided about a held row. */
export interface RowDecision {
  decision: HeldDecision;
  /** documentId of the record that the row is. */
  record: string | null;
}

/** A candidate with everything that is looked up for it, hashed once. */
export interface PreparedRow {
  candidate: Candidate;
  /** Parallel to the steps. */
  trials: GuardedTrial[][];
  /** Identifiers that only one record may have. */
  unique: UniqueHash[];
  /** Of the row's name; null where it gives none. */
  name: string | null;
  decision: RowDecision | null;
}

export interface PrepareOptions {
  steps: MatchStep[];
  setting: ResolvedSetting;
  guard: SharedGuard;
  decisions?: ReadonlyMap<number, RowDecision> | undefined;
}

const NOTHING: Omit<PreparedRow, 'candidate'> = { trials: [], unique: [], name: null, decision: null };

/** Its name is hashed when it is first asked for: most rows meet nobody from whom it would tell them. */
class Lookups implements PreparedRow {
  #name: string | null | undefined;

  constructor(
    readonly candidate: Candidate,
    readonly target: ResolvedSetting['target'],
    readonly found: Pick<PreparedRow, 'trials' | 'unique' | 'decision'>,
  ) {}

  get trials(): GuardedTrial[][] {
    return this.found.trials;
  }
  get unique(): UniqueHash[] {
    return this.found.unique;
  }
  get decision(): RowDecision | null {
    return this.found.decision;
  }
  get name(): string | null {
    const { values } = this.candidate;
    if (this.#name === undefined) this.#name = displayName(this.target, values) === null ? null : nameHash(this.target, values);
    return this.#name;
  }
}

/** Rows that are refused, empty or skipped look nothing up. */
export const prepareRow = (candidate: Candidate, { steps, setting, guard, decisions }: PrepareOptions): PreparedRow => {
  if (candidate.empty || candidate.action === 'skip' || candidate.issues.some(isBlocking)) return { candidate, ...NOTHING };
  const decision = decisions?.get(candidate.row) ?? null;
  const trials = steps.map((step) =>
    step.trials(candidate).map((trial): GuardedTrial => ({ hash: trial.hash, field: trial.field, guarded: step.guardable && isGuarded(candidate, { trial, decision, guard }) })));
  return new Lookups(candidate, setting.target, { trials, unique: uniqueHashes(candidate, setting), decision });
};

/** Whom a person has declared somebody else shares his identifiers with others, whatever they look like. */
const isGuarded = (candidate: Candidate, { trial, decision, guard }: { trial: Trial; decision: RowDecision | null; guard: SharedGuard }): boolean => {
  if (decision === null) return guard.isShared(candidate, trial);
  return decision.decision === 'different' && guard.isGuardable(trial);
};

/** Under this key the file's own rows find each other by a shared identifier and the same name. */
export const namedKey = (hash: string, name: string): string => hashKey('named', `${hash}${name}`);

/** Every hash that deciding these rows may ask the database for. */
export const findableHashes = (rows: PreparedRow[]): Set<string> => {
  const hashes = new Set<string>();
  for (const { trials, unique } of rows) {
    for (const step of trials) for (const { hash } of step) hashes.add(hash);
    for (const { hash } of unique) hashes.add(hash);
  }
  return hashes;
};
