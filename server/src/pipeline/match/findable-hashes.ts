import { isBlocking, type ResolvedSetting } from '../../contracts';
import { uniqueHashes, type UniqueHash } from '../plan/unique-hashes';
import type { Candidate } from '../types';
import type { MatchStep, Trial } from './compile-match-by';

/** A candidate with everything that is looked up for it, hashed once. */
export interface PreparedRow {
  candidate: Candidate;
  /** Parallel to the steps. */
  trials: Trial[][];
  /** Identifiers that only one record may have. */
  unique: UniqueHash[];
}

/** Rows that are refused or empty look nothing up. */
export const prepareRow = (candidate: Candidate, steps: MatchStep[], setting: ResolvedSetting): PreparedRow =>
  candidate.empty || candidate.issues.some(isBlocking)
    ? { candidate, trials: [], unique: [] }
    : { candidate, trials: steps.map((step) => step.trials(candidate)), unique: uniqueHashes(candidate, setting) };

/** Every hash that deciding these rows may ask for. */
export const findableHashes = (rows: PreparedRow[]): Set<string> => {
  const hashes = new Set<string>();
  for (const { trials, unique } of rows) {
    for (const step of trials) for (const { hash } of step) hashes.add(hash);
    for (const { hash } of unique) hashes.add(hash);
  }
  return hashes;
};
