import type { Core } from '@strapi/strapi';
import { TARGETS, UID_OF_TARGET, type OwnTarget } from '../contracts';
import type { Grant, TargetGrants, WriteAct, WriteRule } from '../pipeline/plan/write-limits';

/** A permission as it is stored, of a role or of an administrator's token. */
export interface StoredPermission {
  action: string;
  subject?: string | null;
}
/** What Strapi makes of permissions: conditions are evaluated for one person, and those that grant nothing are gone. */
export interface RuledAbility {
  can(action: string, subject?: string, field?: string): boolean;
  rules: readonly { action: string | string[]; subject?: unknown; fields?: string | string[]; conditions?: object }[];
}

const ACTS = ['create', 'update', 'delete'] as const satisfies readonly WriteAct[];

/**
 * The Content Manager's permissions that narrow what one person's imports write: field lists and conditions on contacts and organizations.
 * null: none are held, or what is held leaves nothing out.
 */
export const grantsOf = (strapi: Core.Strapi, permissions: readonly StoredPermission[], ability: RuledAbility): TargetGrants => {
  const grantOf = (target: OwnTarget, act: WriteAct): Grant | null => {
    const action = `plugin::content-manager.explorer.${act}`;
    const subject = UID_OF_TARGET[target];
    // Asked of what is stored: a permission whose conditions grant nothing is no rule of the ability, and no lack of limits either.
    if (!permissions.some((permission) => permission.action === action && permission.subject === subject)) return null;
    const rules = ability.rules.filter((rule) => [rule.action].flat().includes(action) && (rule.subject === subject || rule.subject === 'all'));
    const grant = rules.map((rule) => toRule(rule, listedFields(strapi, subject), act));
    return grant.some(({ fields, where }) => fields === null && where === null) ? null : grant;
  };
  const grantsFor = (target: OwnTarget) => Object.fromEntries(ACTS.map((act) => [act, grantOf(target, act)])) as TargetGrants[OwnTarget];
  return Object.fromEntries(TARGETS.map((target) => [target, grantsFor(target)])) as TargetGrants;
};

/** Attributes that the role editor lists. Others no permission names: they are left out by none. */
const listedFields = (strapi: Core.Strapi, uid: string): { listed: string[]; others: string[] } => {
  const { attributes } = strapi.getModel(uid as 'admin::user') as unknown as { attributes: Record<string, { pluginOptions?: { 'content-manager'?: { visible?: boolean } }; visible?: boolean }> };
  const isListed = ([, { visible, pluginOptions }]: [string, (typeof attributes)[string]]): boolean => visible !== false && pluginOptions?.['content-manager']?.visible !== false;
  const entries = Object.entries(attributes).filter(([name]) => !STAMPS.has(name));
  return { listed: entries.filter(isListed).map(([name]) => name), others: entries.filter((entry) => !isListed(entry)).map(([name]) => name) };
};

const STAMPS = new Set(['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'createdBy', 'updatedBy', 'locale', 'localizations']);

const toRule = ({ fields, conditions }: RuledAbility['rules'][number], { listed, others }: { listed: string[]; others: string[] }, act: WriteAct): WriteRule => {
  // Of a component, a list may name parts.
  const named = new Set([fields ?? listed].flat().map((field) => field.split('.')[0] ?? field));
  const all = act === 'delete' || listed.every((field) => named.has(field));
  // As in the Content Manager: what is not there yet meets no condition, only the list of fields.
  return { fields: all ? null : new Set([...named, ...others]), where: conditions === undefined || act === 'create' ? null : toWhere(conditions) };
};

/** Where Strapi's conditions and its query engine use other words. */
const OPERATORS: ReadonlyMap<string, string> = new Map([['$nin', '$notIn'], ['$exists', '$notNull']]);

/** A condition as the query engine takes it: `createdBy.id` is a path there, and what is in a list is asked of its items. */
const toWhere = (condition: object): object => {
  const parts = Object.entries(condition).map(([key, value]: [string, unknown]) => {
    const operand = Array.isArray(value) ? value.map((each: unknown) => (isObject(each) ? toWhere(each) : each)) : isObject(value) ? toWhere(elementOf(value)) : value;
    const [first = key, ...rest] = key.startsWith('$') ? [OPERATORS.get(key) ?? key] : key.split('.');
    return { [first]: rest.reduceRight<unknown>((inner, step) => ({ [step]: inner }), operand) };
  });
  return parts.length === 1 ? (parts[0] ?? {}) : parts.every((part) => Object.keys(part)[0]?.startsWith('$')) ? Object.assign({}, ...parts) as object : { $and: parts };
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !(value instanceof Date);
const elementOf = (value: object): object => ('$elemMatch' in value && isObject(value.$elemMatch) ? value.$elemMatch : value);
