import type { Value } from '../../contracts';
import { organizationKeys, type StoredExternalId } from '../../domain/keys';
import { diffRecord } from '../plan/diff-record';
import { isBlank } from '../plan/same-value';
import type { NewRecord, RecordUpdate, StoredRecord } from '../ports';
import type { PlanRow, PlannedOrganization } from '../types';
import type { SliceContext } from './apply-slice';
import type { SliceLedger } from './slice-ledger';

/** One organization as the slice's rows together want it: written once, the later row wins. */
interface Wanted {
  documentId: string;
  externalId: string | null;
  /** Rows of this job may create it. */
  ours: boolean;
  updates: boolean;
  values: Record<string, Value | null>;
  rows: PlanRow[];
}

/** Creates and updates the organizations that stand in the slice's rows. Gives documentId → id of all that may be linked. */
export const applyOrganizations = async (rows: PlanRow[], ledger: SliceLedger, context: SliceContext): Promise<Map<string, number>> => {
  const wanted = gather(rows);
  if (wanted.size === 0) return new Map();
  const { writer } = context;
  const ids = await writer.idsOfDocuments('organizations', [...wanted.keys()]);
  const missing = [...wanted.values()].filter(({ documentId }) => !ids.has(documentId));
  const present = [...wanted.values()].filter(({ documentId, updates }) => updates && ids.has(documentId));
  const creatable = await withoutRivals(missing, ledger, context);
  const created = await writer.insertRecords('organizations', creatable.map((organization) => newRecord(organization, context)));
  for (const [documentId, id] of created) {
    ids.set(documentId, id);
    ledger.organizations.created.push(documentId);
  }
  await updateOrganizations(present, ids, { ledger, context });
  return ids;
};

const gather = (rows: PlanRow[]): Map<string, Wanted> => {
  const wanted = new Map<string, Wanted>();
  for (const row of rows) {
    const { organization } = row;
    if (organization === null) continue;
    const known = wanted.get(organization.documentId) ?? blank(organization);
    known.rows.push(row);
    known.externalId ??= organization.externalId;
    known.ours ||= organization.id === null;
    known.updates ||= organization.action === 'update';
    Object.assign(known.values, organization.values);
    wanted.set(organization.documentId, known);
  }
  return wanted;
};

const blank = ({ documentId }: PlannedOrganization): Wanted => ({ documentId, externalId: null, ours: false, updates: false, values: {}, rows: [] });

/**
 * Those that may be created: planned by this job, and nobody else has made one with the same key since.
 * The others' rows are held: an organization that was deleted or made since the plan is a person's decision.
 */
const withoutRivals = async (missing: Wanted[], ledger: SliceLedger, { writer, job, ...context }: SliceContext): Promise<Wanted[]> => {
  const keys = new Map(missing.map((organization) => [organization, matchHashes(organization, { writer, job, ...context })]));
  const hits = await writer.findKeys('organizations', [...new Set([...keys.values()].flat())]);
  const records = await writer.lockRecords('organizations', [...new Set(hits.map(({ recordId }) => recordId))], []);
  const foreign = new Set(records.filter(({ lastJob }) => lastJob !== job).map(({ id }) => id));
  const taken = new Set(hits.filter(({ recordId }) => foreign.has(recordId)).map(({ hash }) => hash));
  return missing.filter((organization) => {
    // Without a name it cannot be created: the row that gave the name was refused.
    const free = organization.ours && !isBlank(organization.values['name']) && !(keys.get(organization) ?? []).some((hash) => taken.has(hash));
    if (!free) for (const { row } of organization.rows) ledger.hold(row, 'plan.changed-since');
    return free;
  });
};

const matchHashes = (organization: Wanted, { setting }: SliceContext): string[] =>
  organizationKeys({ ...organization.values, externalIds: storedIds(organization, setting.externalSource?.id ?? null) })
    .filter(({ field }) => field === setting.organizations.matchBy)
    .map(({ hash }) => hash);

const storedIds = ({ externalId }: Wanted, source: string | null): StoredExternalId[] =>
  externalId === null || source === null ? [] : [{ source, value: externalId }];

const newRecord = (organization: Wanted, { setting }: SliceContext): NewRecord => {
  const externalIds = storedIds(organization, setting.externalSource?.id ?? null);
  const values = Object.fromEntries(Object.entries(organization.values).filter(([, value]) => !isBlank(value)));
  return {
    documentId: organization.documentId,
    values,
    externalIds,
    organizationId: null,
    keys: organizationKeys({ ...values, externalIds }),
  };
};

const updateOrganizations = async (
  present: Wanted[],
  ids: Map<string, number>,
  { ledger, context }: { ledger: SliceLedger; context: SliceContext },
): Promise<void> => {
  if (present.length === 0) return;
  const fields = [...new Set(['name', 'domain', ...present.flatMap(({ values }) => Object.keys(values))])];
  const records = await context.writer.lockRecords('organizations', present.map(({ documentId }) => ids.get(documentId) ?? 0), fields);
  const byDocument = new Map(records.map((record) => [record.documentId, record]));
  const updates: RecordUpdate[] = [];
  for (const { documentId, values } of present) {
    const record = byDocument.get(documentId);
    const update = record === undefined ? null : organizationUpdate(record, values);
    if (record === undefined || update === null) continue;
    updates.push(update);
    const before = Object.fromEntries(Object.keys(update.values).map((field) => [field, record.values[field] ?? null]));
    ledger.organizations.updated.push({ documentId, before, after: update.values, lastJob: record.lastJob });
  }
  await context.writer.updateRecords('organizations', updates);
};

const organizationUpdate = (record: StoredRecord, values: Record<string, Value | null>): RecordUpdate | null => {
  const changes = diffRecord(record.values, values, new Map());
  if (changes.length === 0) return null;
  const after = Object.fromEntries(changes.map(([field, , value]) => [field, value]));
  const old = organizationKeys({ ...record.values, externalIds: record.externalIds });
  const fresh = organizationKeys({ ...record.values, ...after, externalIds: record.externalIds });
  return { id: record.id, values: after, ...keyChanges(old, fresh) };
};

/** Keys to add and hashes to remove, so that a record's keys follow its values. */
export const keyChanges = (old: NewRecord['keys'], fresh: NewRecord['keys']): Pick<RecordUpdate, 'addKeys' | 'removeKeys'> => {
  const had = new Set(old.map(({ hash }) => hash));
  const has = new Set(fresh.map(({ hash }) => hash));
  return { addKeys: fresh.filter(({ hash }) => !had.has(hash)), removeKeys: old.filter(({ hash }) => !has.has(hash)).map(({ hash }) => hash) };
};
