import { GROUP_FIELDS, isOwnTarget, itemNames, matchLabel, openedGroup, type KeyGroup, type MatchItem, type ResolvedSetting } from '../../contracts';
import {
  emailHash, externalIdHash, identifierHash, identifiersOf, isInventedEmail, locatorHash, locatorValue, normaliseEmail, normaliseName, organizationDomainHash, organizationNameHash, phoneHash, usernameHash,
} from '../../domain/keys';
import type { RecordState } from '../plan/record-state';
import type { Candidate } from '../types';

/** One identifier of a row that is looked up. */
export interface Trial {
  hash: string;
  field: string;
}

/** A record that a trial found: the field that has the key there, or had it before its record was merged away. */
export interface Hit {
  state: RecordState;
  alias: string | null;
}

/** One entry of `matchBy`, made ready: what to look up, and when a record that was found counts as a hit. */
export interface MatchStep {
  label: string;
  /** Its identifiers match by themselves, so that those which many share need a guard; in a compound the other members are one. */
  guardable: boolean;
  trials(candidate: Candidate): Trial[];
  accepts(candidate: Candidate, hit: Hit, trial: Trial, organization: string | null): boolean;
}

export type MatchSetting = Pick<ResolvedSetting, 'matchBy' | 'target' | 'externalSource' | 'identifiers'>;

/** Turns the setting's ordered `matchBy` into steps; a group opens to its fields in their order. */
export const compileMatchBy = (setting: MatchSetting): MatchStep[] => setting.matchBy.map((item) => compileItem(item, setting));

const compileItem = (item: MatchItem, setting: MatchSetting): MatchStep => {
  if (typeof item === 'string') return single(item, setting);
  const opened = openedGroup(item);
  if (opened === null) return compound([...itemNames(item)], setting);
  return anyOf(matchLabel(item), opened.fields);
};

const always = (): boolean => true;

/** Whichever field of the row has the identifier, and whichever field of the record. */
const anyOf = (label: string, fields: readonly string[]): MatchStep => ({
  label,
  guardable: true,
  trials: (candidate) => fieldTrials(candidate, fields),
  accepts: always,
});

const single = (item: string, setting: MatchSetting): MatchStep => {
  // There, `email` is a field like any other.
  if (!isOwnTarget(setting.target)) return foreignStep(item, setting);
  if (isGroup(item)) return anyOf(item, GROUP_FIELDS[item]);
  if (item === 'externalId') {
    const source = setting.externalSource?.id ?? '';
    return {
      label: item,
      guardable: false,
      trials: ({ externalId }) => trial(externalId === null ? null : externalIdHash(source, externalId), 'externalId'),
      accepts: always,
    };
  }
  if (identifiersOf(setting.target, setting.identifiers).includes(item)) {
    return { label: item, guardable: false, trials: ({ values }) => trial(hashOf(values[item], (text) => identifierHash(item, text)), item), accepts: always };
  }
  if (setting.target === 'organizations') {
    const hash = item === 'domain' ? organizationDomainHash : organizationNameHash;
    return { label: item, guardable: false, trials: ({ values }) => trial(hashOf(values[item], hash), item), accepts: always };
  }
  // A single address of a group: the key table knows that the record has it, the record (or the alias) says in which field.
  return {
    label: item,
    guardable: true,
    trials: (candidate) => fieldTrials(candidate, [item]),
    accepts: (_candidate, { state, alias }, { hash }) => alias === item || hashOfField(item, state.values[item]) === hash,
  };
};

/** A field of a foreign type is looked up in its own column, exact. */
const foreignStep = (item: string, { identifiers }: MatchSetting): MatchStep => ({
  label: item,
  guardable: false,
  trials: ({ values }) => {
    const value = locatorValue(values[item]);
    return trial(value === null ? null : locatorHash({ locale: identifiers.foreign?.locale ?? null, field: item, value }), item);
  },
  accepts: always,
});

/** Several identifiers that must agree together. The first that has a key is looked up, the others are compared. */
const compound = (items: string[], setting: MatchSetting): MatchStep => {
  const steps = items.filter((item) => isKeyed(item, setting)).map((item) => single(item, setting));
  const compared = items.filter((item) => !isKeyed(item, setting));
  const [leader, ...others] = steps;
  // An invented address within an organization is still nobody's: xx@yy.cz stands for as many people as have none.
  const isNobodys = ({ values }: Candidate, field: string): boolean =>
    others.length === 0 && compared.every((item) => item === 'organization') && groupOf(field) === 'email' && isInventedEmail(normaliseEmail(String(values[field] ?? '')) ?? '');
  const also = (candidate: Candidate, { state }: Hit, step: MatchStep, organization: string | null): boolean =>
    step.trials(candidate).some((other) => {
      const alias = state.aliases.get(other.hash) ?? null;
      return (alias !== null || state.hashes().has(other.hash)) && step.accepts(candidate, { state, alias }, other, organization);
    });
  return {
    label: items.join('+'),
    guardable: false,
    trials: (candidate) => (leader?.trials(candidate) ?? []).filter(({ field }) => !isNobodys(candidate, field)),
    accepts: (candidate, hit, found, organization) =>
      (leader?.accepts(candidate, hit, found, organization) ?? false) &&
      others.every((step) => also(candidate, hit, step, organization)) &&
      compared.every((item) => (item === 'organization' && others.length > 0 && organization === null ? hit.state.organization === null : agrees(item, candidate, hit.state, organization))),
  };
};

const agrees = (item: string, candidate: Candidate, state: RecordState, organization: string | null): boolean => {
  if (item === 'organization') return organization !== null && organization === state.organization;
  const given = candidate.values[item];
  return typeof given === 'string' && normaliseName(given) === normaliseName(String(state.values[item] ?? ''));
};

/** Whether an identifier is in the key table; a compound needs at least one that is. */
const isKeyed = (item: string, { target, identifiers }: Pick<MatchSetting, 'target' | 'identifiers'>): boolean =>
  item === 'externalId' || identifiersOf(target, identifiers).includes(item) ||
  (!isOwnTarget(target) ? false : target === 'organizations' ? item === 'name' || item === 'domain' : isGroup(item) || item === 'username' || groupOf(item) !== null);

const isGroup = (item: string): item is KeyGroup => item === 'email' || item === 'phone';

/** The kind of identifier that a contact's field holds, where several people may share it. */
export const groupOf = (field: string): KeyGroup | null =>
  GROUP_FIELDS.email.includes(field) ? 'email' : GROUP_FIELDS.phone.includes(field) ? 'phone' : null;

const hashOfField = (field: string, value: unknown): string | null => {
  if (field === 'username') return hashOf(value, usernameHash);
  return hashOf(value, groupOf(field) === 'phone' ? phoneHash : emailHash);
};

const hashOf = (value: unknown, hash: (text: string) => string | null): string | null => {
  if (typeof value === 'number') return hash(String(value));
  return typeof value === 'string' && value !== '' ? hash(value) : null;
};

const fieldTrials = ({ values }: Candidate, fields: readonly string[]): Trial[] => {
  const trials: Trial[] = [];
  for (const field of fields) {
    const value = values[field];
    const hash = value === undefined || value === null ? null : hashOfField(field, value);
    if (hash !== null) trials.push({ hash, field });
  }
  return trials;
};

const trial = (hash: string | null, field: string): Trial[] => (hash === null ? [] : [{ hash, field }]);
