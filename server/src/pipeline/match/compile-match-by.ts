import { GROUP_FIELDS, itemNames, matchLabel, openedGroup, type KeyGroup, type MatchItem, type ResolvedSetting } from '../../contracts';
import {
  emailHash, externalIdHash, normaliseName, organizationDomainHash, organizationNameHash, phoneHash, usernameHash,
} from '../../domain/keys';
import type { Candidate } from '../types';
import type { RecordState } from '../plan/record-state';

/** One identifier of a row that is looked up. */
export interface Trial {
  hash: string;
  field: string;
}

/** One entry of `matchBy`, made ready: what to look up, and when a record that was found counts as a hit. */
export interface MatchStep {
  label: string;
  trials(candidate: Candidate): Trial[];
  accepts(candidate: Candidate, state: RecordState, trial: Trial, organization: string | null): boolean;
}

/** Turns the setting's ordered `matchBy` into steps; a group opens to its fields in their order. */
export const compileMatchBy = (setting: Pick<ResolvedSetting, 'matchBy' | 'target' | 'externalSource'>): MatchStep[] =>
  setting.matchBy.map((item) => compileItem(item, setting));

const compileItem = (item: MatchItem, setting: Pick<ResolvedSetting, 'target' | 'externalSource'>): MatchStep => {
  if (typeof item === 'string') return single(item, setting);
  const opened = openedGroup(item);
  if (opened === null) return compound([...itemNames(item)], setting);
  return { label: matchLabel(item), trials: (candidate) => fieldTrials(candidate, opened.fields), accepts: () => true };
};

const single = (item: string, setting: Pick<ResolvedSetting, 'target' | 'externalSource'>): MatchStep => {
  if (isGroup(item)) {
    return { label: item, trials: (candidate) => fieldTrials(candidate, GROUP_FIELDS[item]), accepts: () => true };
  }
  if (item === 'externalId') {
    const source = setting.externalSource?.id ?? '';
    return {
      label: item,
      trials: ({ externalId }) => trial(externalId === null ? null : externalIdHash(source, externalId), 'externalId'),
      accepts: () => true,
    };
  }
  if (setting.target === 'organizations') {
    const hash = item === 'domain' ? organizationDomainHash : organizationNameHash;
    return { label: item, trials: ({ values }) => trial(hashOf(values[item], hash), item), accepts: () => true };
  }
  // A single address of a group: the key table knows that the record has it, the record says in which field.
  return {
    label: item,
    trials: (candidate) => fieldTrials(candidate, [item]),
    accepts: (_candidate, state, { hash }) => hashOfField(item, state.values[item]) === hash,
  };
};

/** Several identifiers that must agree together. The first that has a key is looked up, the others are compared. */
const compound = (items: string[], setting: Pick<ResolvedSetting, 'target' | 'externalSource'>): MatchStep => {
  const steps = items.filter((item) => isKeyed(item, setting)).map((item) => single(item, setting));
  const compared = items.filter((item) => !isKeyed(item, setting));
  const [leader, ...others] = steps;
  return {
    label: items.join('+'),
    trials: (candidate) => leader?.trials(candidate) ?? [],
    accepts: (candidate, state, found, organization) =>
      (leader?.accepts(candidate, state, found, organization) ?? false) &&
      others.every((step) => step.trials(candidate).some((other) => state.hashes().has(other.hash) && step.accepts(candidate, state, other, organization))) &&
      compared.every((item) => agrees(item, candidate, state, organization)),
  };
};

const agrees = (item: string, candidate: Candidate, state: RecordState, organization: string | null): boolean => {
  if (item === 'organization') return organization !== null && organization === state.organization;
  const given = candidate.values[item];
  return typeof given === 'string' && normaliseName(given) === normaliseName(String(state.values[item] ?? ''));
};

/** Whether an identifier is in the key table; a compound needs at least one that is. */
export const isKeyed = (item: string, setting: Pick<ResolvedSetting, 'target'>): boolean =>
  item === 'externalId' ||
  (setting.target === 'organizations' ? item === 'name' || item === 'domain' : isGroup(item) || item === 'username' || groupOf(item) !== null);

const isGroup = (item: string): item is KeyGroup => item === 'email' || item === 'phone';

const groupOf = (field: string): KeyGroup | null =>
  GROUP_FIELDS.email.includes(field) ? 'email' : GROUP_FIELDS.phone.includes(field) ? 'phone' : null;

const hashOfField = (field: string, value: unknown): string | null => {
  if (field === 'username') return hashOf(value, usernameHash);
  return hashOf(value, groupOf(field) === 'phone' ? phoneHash : emailHash);
};

const hashOf = (value: unknown, hash: (text: string) => string | null): string | null =>
  typeof value === 'string' && value !== '' ? hash(value) : null;

const fieldTrials = (candidate: Candidate, fields: readonly string[]): Trial[] =>
  fields.flatMap((field) => trial(hashOfField(field, candidate.values[field]), field));

const trial = (hash: string | null, field: string): Trial[] => (hash === null ? [] : [{ hash, field }]);
