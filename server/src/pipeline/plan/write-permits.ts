import { isDefined, isOwnTarget, type OwnTarget, type RowIssue, type Target } from '../../contracts';
import type { PlanRow } from '../types';
import type { WriteAct, WriteLimits, WriteRule } from './write-limits';

const NOT_NARROWED: WriteLimits['grants'][OwnTarget] = { create: [], update: [], delete: [] };

export interface RecordMatcher {
  /** Which of these records (database ids) a rule's `where` is for. */
  matching(target: Target, where: object, ids: number[]): Promise<number[]>;
}

/** What a row writes: `id` null where this file itself makes the record. */
interface Write {
  target: Target;
  act: WriteAct;
  id: number | null;
  fields: readonly string[];
}

/** Checks rows against the limits, a block at a time. */
export class WritePermits {
  readonly #limits: WriteLimits;
  readonly #matcher: RecordMatcher;
  /** By rule: ids of the block's records that it is for. A record that was not asked about is not permitted. */
  readonly #matched = new Map<WriteRule, Set<number>>();

  constructor(limits: WriteLimits, matcher: RecordMatcher) {
    this.#limits = limits;
    this.#matcher = matcher;
  }

  get blind(): boolean {
    return this.#limits.blind;
  }

  /** Before a block; forgets the one before. */
  forget(): void {
    this.#matched.clear();
  }

  /** One query for each rule that has a condition. */
  async prefetch(target: Target, ids: Iterable<number>): Promise<void> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return;
    for (const grants of Object.values(this.#grantsOf(target))) {
      for (const rule of grants.flat()) {
        if (rule.where === null) continue;
        const known = this.#matched.get(rule) ?? new Set<number>();
        for (const id of await this.#matcher.matching(target, rule.where, wanted)) known.add(id);
        this.#matched.set(rule, known);
      }
    }
  }

  /** The records of the database that planned rows write, to be asked about together. */
  async prefetchRows(target: Target, rows: readonly PlanRow[]): Promise<void> {
    const writes = rows.flatMap((row) => writesOf(row, target));
    for (const each of ['contacts', 'organizations'] as const) await this.prefetch(each, writes.flatMap((write) => (write.target === each && write.id !== null ? [write.id] : [])));
  }

  /** Why the row may not do what it would; empty: it may. */
  refusals(row: PlanRow, target: Target): RowIssue[] {
    return writesOf(row, target).flatMap((write) => this.#refused(write, target));
  }

  /** The same whatever record it were: a field that no rule names. */
  isLost(row: PlanRow, target: Target): boolean {
    return writesOf(row, target).some((write) => this.#refused({ ...write, id: null }, target).length > 0);
  }

  /** The same for fields of a record that the row gives, whether it changes them or not. */
  refusedFields(write: Pick<Write, 'target' | 'id' | 'fields'>, rowTarget: Target): RowIssue[] {
    return this.#refused({ ...write, act: write.id === null ? 'create' : 'update' }, rowTarget);
  }

  /** Of foreign types, the writer asks for each record by itself. */
  #grantsOf(target: Target): WriteLimits['grants'][OwnTarget] {
    return isOwnTarget(target) ? this.#limits.grants[target] : NOT_NARROWED;
  }

  #refused(write: Write, rowTarget: Target): RowIssue[] {
    const prefix = write.target === rowTarget ? '' : 'organization.';
    const refused = new Set<string>();
    for (const grant of this.#grantsOf(write.target)[write.act]) {
      const rules = grant.filter((rule) => rule.where === null || write.id === null || this.#matched.get(rule)?.has(write.id) === true);
      if (rules.length === 0) return [{ code: 'record.not-allowed', ...(prefix === '' ? {} : { params: { field: 'organization' } }) }];
      // Fields that administrators define stand in no list of the Content Manager: the import right covers them.
      for (const field of write.fields) if (!isDefined(field) && !rules.some(({ fields }) => fields === null || fields.has(field))) refused.add(field);
    }
    return [...refused].map((field) => ({ code: 'field.not-allowed', params: { field: prefix + field } }));
  }
}

const writesOf = (row: PlanRow, target: Target): Write[] => {
  const { record, organization, merge } = row;
  const relation = organization === null || target === 'organizations' ? [] : ['organization'];
  const ids = row.externalId !== null || (row.otherIds?.length ?? 0) > 0 || (merge?.externalIds.length ?? 0) > 0 ? ['externalIds'] : [];
  const id = record?.id ?? null;
  switch (row.kind) {
    case 'create':
      return [{ target, act: 'create', id: null, fields: [...Object.keys(row.values ?? {}), ...ids, ...relation] }, ...organizationWrites(row)];
    case 'update':
    case 'merge':
      return [
        { target, act: id === null ? 'create' : 'update', id, fields: [...row.changes.map(([field]) => field), ...ids, ...relation] },
        ...(merge?.losers ?? []).map((loser): Write => ({ target, act: loser.id === null ? 'create' : 'update', id: loser.id, fields: [] })),
        ...organizationWrites(row),
      ];
    case 'delete':
      return [{ target, act: 'delete', id, fields: [] }];
    default:
      // A row that leaves its own record as it is may change the organization that it names.
      return organizationWrites(row);
  }
};

const organizationWrites = ({ organization }: PlanRow): Write[] => {
  if (organization === null || organization.action === 'none') return [];
  const fields = [...Object.keys(organization.values), ...(organization.externalId === null ? [] : ['externalIds'])];
  return [{ target: 'organizations', act: organization.id === null ? 'create' : 'update', id: organization.id, fields }];
};
