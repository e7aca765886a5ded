import { GROUP_FIELDS, isConsent, MAX_EXTERNAL_IDS, type Value } from '../../contracts';
import type { StoredExternalId } from '../../domain/keys';
import type { FieldChange, PlannedMerge } from '../types';
import { diffRecord, overlongLists, refusedConsents } from './diff-record';
import { FILE_WINS, type FieldRules } from './field-rules';
import { recordKeys, type KeyContext, type RecordState } from './record-state';
import { isBlank, sameValue } from './same-value';

/** A cluster of records that a row makes one, and what the row says. */
export interface Cluster {
  /** Oldest first: the first survives. */
  records: readonly [RecordState, ...RecordState[]];
  given: Record<string, Value | null>;
  rules: FieldRules;
  /** All fields of the target: a merge takes over more than the file maps. */
  fields: readonly string[];
  /** External IDs of the row's own. */
  externalIds: readonly StoredExternalId[];
}

export interface MergeResult {
  /** Of the survivor. */
  changes: FieldChange[];
  externalIds: StoredExternalId[];
  aliases: PlannedMerge['aliases'];
  /** documentId of the organization that the survivor takes over from a loser; null: it keeps its own or has the row's. */
  organization: string | null;
}

/**
 * The record that a cluster becomes (DESIGN.md §3, *Merge modes*): each field takes the file's value, else the
 * survivor's, else the next oldest that is not empty. E-mails and phones that found no place in their own field go to
 * free fields of their kind; what still has none stays as an alias that matches.
 */
export const mergeRecords = (cluster: Cluster, context: KeyContext): MergeResult => {
  const [survivor] = cluster.records;
  const united = uniteFields(cluster);
  const values = applyFile(united, cluster);
  if (context.target === 'contacts') fillFreeFields(values, cluster);
  const changes = cluster.fields.flatMap((field): FieldChange[] => {
    const [before, after] = [survivor.values[field] ?? null, values[field] ?? null];
    return sameValue(before, after) ? [] : [[field, before, after]];
  });
  const all = uniteExternalIds(cluster);
  const externalIds = all.slice(0, MAX_EXTERNAL_IDS);
  const known = new Set(survivor.externalIds.map(({ source, value }) => `${source}\n${value}`));
  return {
    changes,
    externalIds: externalIds.filter(({ source, value }) => !known.has(`${source}\n${value}`)),
    aliases: aliasesOf(cluster, { values: { ...survivor.values, ...values }, externalIds }, context),
    organization: survivor.organization === null ? (cluster.records.find(({ organization }) => organization !== null)?.organization ?? null) : null,
  };
};

/** Lists that the row would make longer than their column, as `overlongLists` says of an update. */
export const overlongMergedLists = (cluster: Cluster): ReturnType<typeof overlongLists> => overlongLists(uniteFields(cluster), cluster.given, cluster.rules);

/** Consents as `refusedConsents` says of an update: a no of any of the records. */
export const refusedMergedConsents = (cluster: Cluster): ReturnType<typeof refusedConsents> => refusedConsents(uniteFields(cluster), cluster.given, cluster.rules);

/** A box that is not ticked says nothing: an opt-out of any of the records stays one. */
const saysNothing = (value: unknown): boolean => isBlank(value) || value === false;

const uniteFields = ({ records, fields }: Cluster): Record<string, unknown> => {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    if (isConsent(field)) {
      values[field] = uniteConsent(records.map((record) => record.values[field]));
      continue;
    }
    const teller = records.find((record) => !saysNothing(record.values[field])) ?? records[0];
    values[field] = teller.values[field] ?? null;
  }
  return values;
};

/** What anybody has refused is refused: two records may be of one person, and only one of them knows of it. */
const uniteConsent = (answers: readonly unknown[]): boolean | null => (answers.includes(false) ? false : answers.includes(true) ? true : null);

/** The file's values over the cluster's, under each field's rule; `existing` and `fill` ask the whole cluster. */
const applyFile = (united: Record<string, unknown>, { given, rules }: Cluster): Record<string, unknown> => {
  const values = { ...united };
  for (const [field, , after] of diffRecord(united, given, existingWhereSaid(united, rules))) values[field] = after;
  return values;
};

/** In a merge there is an existing value as soon as one record of the cluster says something. */
const existingWhereSaid = (united: Record<string, unknown>, rules: FieldRules): FieldRules => {
  const narrowed = new Map(rules);
  for (const [field, rule] of rules) {
    if (rule.onConflict === 'fill' && saysNothing(united[field]) && !(isConsent(field) && united[field] === false)) narrowed.set(field, { ...rule, onConflict: FILE_WINS.onConflict });
  }
  return narrowed;
};

const fillFreeFields = (values: Record<string, unknown>, { records, given }: Cluster): void => {
  for (const fields of Object.values(GROUP_FIELDS)) {
    const placed = new Set(fields.map((field) => fold(values[field])));
    const homeless = records.flatMap((record) => fields.map((field) => record.values[field])).filter((value) => !isBlank(value) && !placed.has(fold(value)));
    for (const value of homeless) {
      // A field that the file clears stays clear.
      const free = fields.find((field) => isBlank(values[field]) && given[field] !== null);
      if (free === undefined) break;
      if (placed.has(fold(value))) continue;
      values[free] = value;
      placed.add(fold(value));
    }
  }
};

const fold = (value: unknown): string => String(value ?? '').toLowerCase();

/** The survivor's own, the row's, then the losers' by age. */
const uniteExternalIds = ({ records: [survivor, ...losers], externalIds }: Cluster): StoredExternalId[] => {
  const all = new Map<string, StoredExternalId>();
  for (const external of [...survivor.externalIds, ...externalIds, ...losers.flatMap((loser) => loser.externalIds)]) all.set(`${external.source}\n${external.value}`, external);
  return [...all.values()];
};

/** Every key that some record of the cluster had and the result has not. */
const aliasesOf = ({ records }: Cluster, result: Pick<RecordState, 'values' | 'externalIds'>, context: KeyContext): PlannedMerge['aliases'] => {
  const has = new Set(recordKeys(context, result).map(({ hash }) => hash));
  const aliases = new Map<string, PlannedMerge['aliases'][number]>();
  for (const record of records) {
    for (const { hash, field, unique } of recordKeys(context, record)) if (!has.has(hash) && !aliases.has(hash)) aliases.set(hash, { hash, field, unique });
    for (const [hash, field] of record.aliases) if (!has.has(hash) && !aliases.has(hash)) aliases.set(hash, { hash, field, unique: isUnique(field) });
  }
  return [...aliases.values()];
};

const isUnique = (field: string): boolean => field === 'externalId' || field === 'username';
