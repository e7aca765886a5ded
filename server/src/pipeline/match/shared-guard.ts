import type { ResolvedSetting } from '../../contracts';
import { emailHash, isSuspectEmail, isSuspectPhone, normaliseEmail, normalisePhone, phoneHash } from '../../domain/keys';
import { createPhoneNormaliser } from '../../domain/values';
import type { Candidate } from '../types';
import { groupOf, type Trial } from './compile-match-by';
import type { NameTally } from './name-tally';

/**
 * Tells which e-mails and phones many people share (info@…, a switchboard, invented ones): by their form, and by how
 * many different names have them in the file. How many have them in the database is asked when a row is linked.
 */
export interface SharedGuard {
  isShared(candidate: Candidate, trial: Trial): boolean;
  /** An e-mail or phone that the setting does not expressly let many share. */
  isGuardable(trial: Trial): boolean;
}

/** In `allowSharedIdentifiers`: an address is its person, whoever has it. */
const EVERY_IDENTIFIER = '*';

export const createSharedGuard = (setting: ResolvedSetting, tally: NameTally | null): SharedGuard => {
  const allowed = allowedHashes(setting);
  const allowsAll = setting.allowSharedIdentifiers.includes(EVERY_IDENTIFIER);
  const isGuardable = ({ hash, field }: Trial): boolean => !allowsAll && setting.target === 'contacts' && groupOf(field) !== null && !allowed.has(hash);
  return {
    isGuardable,
    isShared({ values }, trial) {
      if (!isGuardable(trial)) return false;
      const { hash, field } = trial;
      const group = groupOf(field);
      const value = String(values[field] ?? '');
      const looksShared = group === 'email' ? isSuspectEmail(normaliseEmail(value) ?? '') : isSuspectPhone(normalisePhone(value) ?? '');
      return looksShared || (tally?.isShared(hash) ?? false);
    },
  };
};

/** For rows that were decided already. */
export const NO_GUARD: SharedGuard = { isShared: () => false, isGuardable: () => false };

/** As a person writes them: an address, or a number with or without its country. */
const allowedHashes = ({ allowSharedIdentifiers, defaultCountry }: ResolvedSetting): Set<string> => {
  const normalise = createPhoneNormaliser(defaultCountry);
  const hashes = allowSharedIdentifiers.flatMap((text) => [emailHash(text), phoneHash(normalise(text) ?? text)]);
  return new Set(hashes.filter((hash) => hash !== null));
};
