import { TARGETS, type OwnTarget } from '../../contracts';

export const WRITE_ACTS = ['create', 'update', 'delete'] as const;
export type WriteAct = (typeof WRITE_ACTS)[number];

/** One of the Content Manager's permissions on a type. */
export interface WriteRule {
  /** Attributes that it names; null: all that there are. */
  fields: ReadonlySet<string> | null;
  /** Which records it is for, as Strapi's query engine takes it; null: all. */
  where: object | null;
}

/** What one person may do with one type: something is allowed where one of the rules allows it. */
export type Grant = readonly WriteRule[];

/** Of one person; null: not narrowed. */
export type TargetGrants = Record<OwnTarget, Record<WriteAct, Grant | null>>;

/** The narrower rights of those who have a hand in a job: each of them must allow what a row does. */
export interface WriteLimits {
  grants: Record<OwnTarget, Record<WriteAct, readonly Grant[]>>;
  /** Who may not read what is stored is told the same whether a cell says what the record says already or not. */
  blind: boolean;
}

/** Everybody's limits together; null: nobody is narrowed, and nothing is to be checked. */
export const uniteLimits = (people: readonly { grants: readonly TargetGrants[]; blind: boolean }[]): WriteLimits | null => {
  const all = people.flatMap(({ grants }) => grants);
  const grantsOf = (target: OwnTarget, act: WriteAct): Grant[] => all.map((grants) => grants[target][act]).filter((grant) => grant !== null);
  const actsOf = (target: OwnTarget) => Object.fromEntries(WRITE_ACTS.map((act) => [act, grantsOf(target, act)])) as Record<WriteAct, Grant[]>;
  const grants = Object.fromEntries(TARGETS.map((target) => [target, actsOf(target)])) as Record<OwnTarget, Record<WriteAct, Grant[]>>;
  const isNarrow = TARGETS.some((target) => WRITE_ACTS.some((act) => grants[target][act].length > 0));
  return isNarrow ? { grants, blind: people.some(({ blind }) => blind) } : null;
};

/** Whether something that these limits allowed is not allowed any more. */
export const isNarrowerThan = (now: WriteLimits | null, before: WriteLimits | null): boolean =>
  now !== null && TARGETS.some((target) => WRITE_ACTS.some((act) => now.grants[target][act].some((grant) => !(before?.grants[target][act] ?? []).some((known) => covers(grant, known)))));

const covers = (grant: Grant, known: Grant): boolean =>
  known.every((rule) => grant.some(({ fields, where }) => (where === null || sameWhere(where, rule.where)) && (fields === null || (rule.fields !== null && [...rule.fields].every((field) => fields.has(field))))));

const sameWhere = (left: object, right: object | null): boolean => JSON.stringify(left) === JSON.stringify(right);
