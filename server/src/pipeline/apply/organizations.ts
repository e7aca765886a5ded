import type { PlanKind, Value } from '../../contracts';
import type { RecordKey, StoredExternalId } from '../../domain/keys';
import { diffRecord } from '../plan/diff-record';
import { organizationRulesOf, type FieldRules } from '../plan/field-rules';
import { recordKeys } from '../plan/record-state';
import { isBlank, sameValue } from '../plan/same-value';
import type { NewRecord, RecordUpdate, StoredRecord } from '../ports';
import type { PlanRow, PlannedOrganization } from '../types';
import type { SliceContext } from './apply-slice';
import { keyChanges } from './key-changes';
import type { SliceLedger } from './slice-ledger';

/** One organization as the slice's rows together want it: written once. */
interface Wanted {
  documentId: string;
  externalId: string | null;
  /** Rows of this job may create it. */
  ours: boolean;
  updates: boolean;
  /** What each row says of it, in their order: under the fields' rules, a later one does not always win. */
  given: GivenValues[];
  /** What they give a new organization together. */
  asNew: GivenValues;
  rows: PlanRow[];
}

type GivenValues = Record<string, Value | null>;

/** What is to be written of organizations, and the ids of those that are there. */
export interface SliceOrganizations {
  ids: Map<string, number>;
  creates: NewRecord[];
  present: Wanted[];
}

/** A row that is refused, or waits, writes nothing: not its organization either. */
const WITHOUT: ReadonlySet<PlanKind> = new Set(['invalid', 'hold', 'skip', 'delete']);

/** Finds out what to do about the organizations in the slice's rows; rows whose organization cannot be had are held. */
export const checkOrganizations = async (rows: PlanRow[], ledger: SliceLedger, context: SliceContext): Promise<SliceOrganizations> => {
  const wanted = gather(rows.filter((row) => ledger.stands(row) && !WITHOUT.has(row.kind)), organizationRulesOf(context.setting));
  if (wanted.size === 0) return { ids: new Map(), creates: [], present: [] };
  const ids = await context.writer.idsOfDocuments('organizations', [...wanted.keys()]);
  const missing = [...wanted.values()].filter(({ documentId }) => !ids.has(documentId));
  const creatable = await withoutRivals(missing, ledger, context);
  return {
    ids,
    creates: creatable.map((organization) => newRecord(organization, context)),
    present: [...wanted.values()].filter(({ documentId, updates }) => updates && ids.has(documentId)),
  };
};

/** Creates and updates them. Gives documentId → id of all that may be linked. */
export const writeOrganizations = async ({ ids, creates, present }: SliceOrganizations, ledger: SliceLedger, context: SliceContext): Promise<Map<string, number>> => {
  const created = await context.writer.insertRecords('organizations', creates);
  ledger.organizations.created.push(...created.keys());
  await updateOrganizations(present, ids, { ledger, context });
  return new Map([...ids, ...created]);
};

const gather = (rows: PlanRow[], rules: FieldRules): Map<string, Wanted> => {
  const wanted = new Map<string, Wanted>();
  for (const row of rows) {
    const { organization } = row;
    if (organization === null) continue;
    const known = wanted.get(organization.documentId) ?? blank(organization);
    known.rows.push(row);
    known.externalId ??= organization.externalId;
    known.ours ||= organization.id === null;
    known.updates ||= organization.action === 'update';
    if (Object.keys(organization.values).length > 0) {
      known.asNew = known.given.length === 0 ? { ...organization.values } : afterRows(known.asNew, [organization.values], rules);
      known.given.push(organization.values);
    }
    wanted.set(organization.documentId, known);
  }
  return wanted;
};

/** What rows of a slice, those that were written, say together of each organization that they name: undo compares it with what is there. */
export const describeOrganizations = (rows: PlanRow[], setting: SliceContext['setting']): Map<string, { row: number; values: GivenValues; externalIds: StoredExternalId[] }> => {
  const wanted = gather(rows.filter(({ kind }) => !WITHOUT.has(kind)), organizationRulesOf(setting));
  const source = setting.externalSource?.id ?? null;
  return new Map([...wanted].map(([documentId, each]) => [documentId, { row: each.rows[0]?.row ?? 0, values: each.asNew, externalIds: storedIds(each, source) }]));
};

/** A record's values after rows that were done one by one: where a slice ends must not decide. */
const afterRows = <Values extends Record<string, unknown>>(values: Values, given: readonly GivenValues[], rules: FieldRules): Values => {
  const after: Record<string, unknown> = { ...values };
  for (const each of given) for (const [field, , value] of diffRecord(after, each, rules)) after[field] = value;
  return after as Values;
};

const blank = ({ documentId }: PlannedOrganization): Wanted => ({ documentId, externalId: null, ours: false, updates: false, given: [], asNew: {}, rows: [] });

/**
 * Those that may be created: planned by this job, and nobody else has made one with the same key since.
 * The others' rows are held: an organization that was deleted, merged away or made since the plan is a person's decision.
 */
const withoutRivals = async (missing: Wanted[], ledger: SliceLedger, { writer, job, ...context }: SliceContext): Promise<Wanted[]> => {
  const keys = new Map(missing.map((organization) => [organization, matchHashes(organization, { writer, job, ...context })]));
  const hits = await writer.findKeys('organizations', [...new Set([...keys.values()].flat())]);
  const records = await writer.lockRecords('organizations', [...new Set(hits.map(({ recordId }) => recordId))], []);
  const foreign = new Set(records.filter(({ lastJob }) => lastJob !== job).map(({ id }) => id));
  const taken = new Set(hits.filter(({ recordId }) => foreign.has(recordId)).map(({ hash }) => hash));
  return missing.filter((organization) => {
    // Without a name it cannot be created: the row that gave the name was refused.
    const free = organization.ours && !isBlank(organization.asNew['name']) && !(keys.get(organization) ?? []).some((hash) => taken.has(hash));
    if (!free) for (const { row } of organization.rows) ledger.hold(row, 'plan.changed-since');
    return free;
  });
};

const matchHashes = (organization: Wanted, { setting }: SliceContext): string[] =>
  keysOf(setting, { values: organization.asNew, externalIds: storedIds(organization, setting.externalSource?.id ?? null) })
    .filter(({ field }) => field === setting.organizations.matchBy)
    .map(({ hash }) => hash);

const keysOf = ({ identifiers }: SliceContext['setting'], record: Pick<StoredRecord, 'values' | 'externalIds'>): RecordKey[] =>
  recordKeys({ target: 'organizations', identifiers }, record);

const storedIds = ({ externalId }: Wanted, source: string | null): StoredExternalId[] =>
  externalId === null || source === null ? [] : [{ source, value: externalId }];

const newRecord = (organization: Wanted, { setting }: SliceContext): NewRecord => {
  const externalIds = storedIds(organization, setting.externalSource?.id ?? null);
  const values = Object.fromEntries(Object.entries(organization.asNew).filter(([, value]) => !isBlank(value)));
  return {
    documentId: organization.documentId,
    values,
    externalIds,
    organizationId: null,
    keys: keysOf(setting, { values, externalIds }),
  };
};

const updateOrganizations = async (
  present: Wanted[],
  ids: Map<string, number>,
  { ledger, context }: { ledger: SliceLedger; context: SliceContext },
): Promise<void> => {
  if (present.length === 0) return;
  const fields = [...new Set(['name', 'domain', ...context.setting.identifiers.organizations, ...present.flatMap(({ given }) => given.flatMap((values) => Object.keys(values)))])];
  const records = await context.writer.lockRecords('organizations', present.map(({ documentId }) => ids.get(documentId) ?? 0), fields);
  const byDocument = new Map(records.map((record) => [record.documentId, record]));
  const updates: RecordUpdate[] = [];
  const rules = organizationRulesOf(context.setting);
  for (const { documentId, given } of present) {
    const record = byDocument.get(documentId);
    const update = record === undefined ? null : organizationUpdate(record, afterRows(record.values, given, rules), context.setting);
    if (record === undefined || update === null) continue;
    updates.push(update);
    const before = Object.fromEntries(Object.keys(update.values).map((field) => [field, record.values[field] ?? null]));
    ledger.organizations.updated.push({ documentId, before, after: update.values, lastJob: record.lastJob });
  }
  await context.writer.updateRecords('organizations', updates);
};

const organizationUpdate = (record: StoredRecord, values: Record<string, unknown>, setting: SliceContext['setting']): RecordUpdate | null => {
  const changed = Object.keys(values).filter((field) => !sameValue(record.values[field], values[field]));
  if (changed.length === 0) return null;
  const { externalIds } = record;
  return {
    id: record.id,
    values: Object.fromEntries(changed.map((field) => [field, values[field] ?? null])),
    ...keyChanges(keysOf(setting, record), keysOf(setting, { values, externalIds })),
  };
};
