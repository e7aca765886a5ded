import { isBlocking, type ResolvedSetting } from '../../contracts';
import { uniqueHashes } from '../plan/plan-row';
import type { Candidate } from '../types';
import type { MatchStep } from './compile-match-by';

/** Every hash that deciding these rows may ask for: what they are matched by, and what only one record may have. */
export const findableHashes = (candidates: Candidate[], steps: MatchStep[], setting: ResolvedSetting): Set<string> => {
  const hashes = new Set<string>();
  for (const candidate of candidates) {
    if (candidate.empty || candidate.issues.some(isBlocking)) continue;
    for (const step of steps) for (const { hash } of step.trials(candidate)) hashes.add(hash);
    for (const { hash } of uniqueHashes(candidate, setting)) hashes.add(hash);
  }
  return hashes;
};
