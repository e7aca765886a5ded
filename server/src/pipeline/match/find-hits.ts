import type { KeyHit } from '../ports';
import type { RecordState } from '../plan/record-state';
import type { Hit, Trial } from './compile-match-by';
import type { Crowd } from './crowd';

/** What rows are matched against: the database, and what earlier rows of the file leave. */
export interface MatchSources {
  /** Database records that have a key. */
  hits(hash: string): readonly KeyHit[];
  /** The same, where they are very many; null where they are not. */
  crowd(hash: string): Crowd | null;
  /** Identities of the records that earlier rows of the file gave this key. */
  identitiesOf(hash: string): readonly number[];
  state(identity: number): RecordState | undefined;
  /** Where a record is now: itself, the record that an earlier row merged it into, or null when one deleted it. */
  survivorOf(identity: number): number | null;
  /** Whether a person has said that a row with this key and name is not this record. */
  isDistinct(hash: string, name: string, documentId: string): boolean;
}

export interface HitOptions {
  /** The file's own entry for records of the row's name (`namedKey`). */
  named?: string | null;
  /** Instead of all database records that have the key. */
  stored?: readonly KeyHit[];
}

const NOBODY: Hit[] = [];

/** Every record that has the key now: the database's, unless an earlier row took it away, and the file's own; oldest first. */
export const hitsOf = ({ hash }: Pick<Trial, 'hash'>, sources: MatchSources, { named = null, stored = sources.hits(hash) }: HitOptions = {}): Hit[] => {
  // Thousands may share a guarded identifier: those of the row's own name have an entry of their own.
  const planned = named === null ? sources.identitiesOf(hash) : [...sources.identitiesOf(named), ...sources.identitiesOf(hash)];
  if (stored.length === 0 && planned.length === 0) return NOBODY;
  const found = new Map<number, Hit>();
  for (const hit of stored) addHit(-hit.recordId, hit.alias ? hit.field : null);
  // The index holds 64 bits of a hash; the record itself decides.
  for (const identity of planned) addHit(identity, null);
  return [...found.values()].sort((left, right) => compareAge(left.state, right.state));

  function addHit(identity: number, alias: string | null): void {
    const now = sources.survivorOf(identity);
    const state = now === null ? undefined : sources.state(now);
    if (state === undefined || found.has(state.identity)) return;
    const known = alias ?? state.aliases.get(hash) ?? null;
    const isUntouched = identity < 0 && now === identity && state.lastRow === null;
    if (known !== null || isUntouched || state.hashes().has(hash)) found.set(state.identity, { state, alias: known });
  }
};

/** By age; records of the file come after those of the database, in row order. */
export const compareAge = (left: RecordState, right: RecordState): number =>
  left.createdMs === right.createdMs ? Math.abs(left.identity) - Math.abs(right.identity) : left.createdMs - right.createdMs;
