import type { RecordState } from '../plan/record-state';
import type { MatchStep, Trial } from './compile-match-by';
import type { PreparedRow } from './findable-hashes';

export interface MatchSources {
  /** Ids of the database records that have a key. */
  hits(hash: string): readonly number[];
  /** Identities of the records that earlier rows of the file gave this key. */
  identitiesOf(hash: string): readonly number[];
  state(identity: number): RecordState | undefined;
}

export interface Match {
  state: RecordState;
  /** The `matchBy` entry that decided. */
  label: string;
  /** The key that found the record. */
  hash: string;
}

/** update-first: steps in the user's order, the first with a hit, its oldest record (createdAt, then id). */
export const findMatch = ({ candidate, trials }: PreparedRow, organization: string | null, steps: MatchStep[], sources: MatchSources): Match | null => {
  for (const [index, step] of steps.entries()) {
    for (const trial of trials[index] ?? []) {
      const accepted = statesOf(trial, sources).filter((state) => step.accepts(candidate, state, trial, organization));
      const oldest = accepted.reduce<RecordState | null>((best, state) => (best === null || isOlder(state, best) ? state : best), null);
      if (oldest !== null) return { state: oldest, label: step.label, hash: trial.hash };
    }
  }
  return null;
};

/** Every record that has the key now: the database's, unless an earlier row took it away, and the file's own. */
export const statesOf = (trial: Trial, sources: MatchSources): RecordState[] => {
  const identities = sources.identitiesOf(trial.hash);
  const ids = sources.hits(trial.hash);
  if (identities.length === 0 && ids.length === 0) return [];
  const states = new Map<number, RecordState>();
  for (const id of ids) {
    const state = sources.state(-id);
    if (state !== undefined && (state.lastRow === null || state.hashes().has(trial.hash))) states.set(state.identity, state);
  }
  for (const identity of identities) {
    const state = sources.state(identity);
    // The index holds 64 bits of a hash; the record itself decides.
    if (state?.hashes().has(trial.hash)) states.set(identity, state);
  }
  return [...states.values()];
};

/** Records of the file come after those of the database, in row order. */
const isOlder = (left: RecordState, right: RecordState): boolean =>
  left.createdMs !== right.createdMs
    ? left.createdMs < right.createdMs
    : Math.abs(left.identity) < Math.abs(right.identity);
