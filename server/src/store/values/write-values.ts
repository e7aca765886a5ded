import type { Knex } from 'knex';
import { ATTRIBUTE_PREFIX, isConsent, isDefined, type AttributeType, type ConsentSource } from '../../contracts';
import type { RecordImage } from '../../pipeline/types';
import { TABLES } from '../models';
import { inChunks, type Client } from '../sql/client';
import { deleteIn } from '../sql/delete-in';
import { insertRows } from '../sql/insert-rows';
import { selectIn } from '../sql/select-in';
import { addConsentChanges, type ConsentChange } from './consent-history';
import { loadValues } from './load-values';
import { definitionOf, toValueRows } from './value-rows';

/** Who writes, and when: it stands in the history of consents. */
export interface ValueStamp {
  now: Date;
  source: ConsentSource;
  job: string | null;
  by?: string | null;
}

/** What one contact says anew; fields that are no defined ones are passed over, so that a record's values can be given whole. */
export interface ValueWrite {
  id: number;
  /** Looked up where a consent's history needs it and it is not given. */
  documentId?: string;
  values: Record<string, unknown>;
}

interface WriteOn {
  trx: Knex.Transaction;
  client: Client;
  stamp: ValueStamp;
}

const COLUMNS = [
  { name: 'record_id', type: 'integer' }, { name: 'field', type: 'string' }, { name: 'slot', type: 'integer' },
  { name: 'text_value', type: 'string' }, { name: 'folded', type: 'string' }, { name: 'number_value', type: 'float' },
];

export const VALUE_COLUMNS = COLUMNS.map(({ name }) => name);

export const writesDefined = ({ values }: { values: Record<string, unknown> }): boolean => {
  for (const field in values) if (isDefined(field)) return true;
  return false;
};

/** Writes defined fields of contacts in sets, and what that changes of their consents. `areNew`: they have said nothing yet. */
export const writeValues = async ({ trx, client, stamp }: WriteOn, writes: readonly ValueWrite[], { areNew = false }: { areNew?: boolean } = {}): Promise<void> => {
  const saying = writes.filter(writesDefined);
  if (saying.length === 0) return;
  const fields = [...new Set(saying.flatMap(({ values }) => Object.keys(values).filter(isDefined)))];
  const typeOf = await typesOf(trx, fields);
  const consents = fields.filter(isConsent);
  const before = areNew || consents.length === 0 ? new Map<number, Record<string, unknown>>() : await loadValues(trx, client, { ids: saying.map(({ id }) => id), fields: consents });
  if (!areNew) await deleteFields(trx, saying, fields);
  const rows = saying.flatMap(({ id, values }) =>
    fields.flatMap((field) => (field in values ? toValueRows(field, values[field], typeOf) : [])).map(({ field, slot, text, folded, number }) => [id, field, slot, text, folded, number]));
  await insertRows(trx, client, { table: TABLES.contactValues, columns: COLUMNS, rows });
  const changes = saying.flatMap(({ id, documentId = '', values }) =>
    consents.flatMap((consent) => (consent in values ? [{ id, documentId, consent, before: answerOf(before.get(id)?.[consent]), after: answerOf(values[consent]) }] : [])));
  await addConsentChanges(trx, client, { stamp, changes: await named(trx, client, changes.filter((change) => change.before !== change.after)) });
};

const named = async (trx: Knex.Transaction, client: Client, changes: readonly (ConsentChange & { id: number })[]): Promise<ConsentChange[]> => {
  const unnamed = [...new Set(changes.filter(({ documentId }) => documentId === '').map(({ id }) => id))];
  if (unnamed.length === 0) return [...changes];
  const found = await selectIn<{ id: number; document_id: string }>(trx, client, { table: 'external_contacts_contacts', columns: ['id', 'document_id'], column: 'id', values: unnamed });
  const names = new Map(found.map(({ id, document_id: documentId }) => [Number(id), documentId]));
  return changes.map((change) => ({ ...change, documentId: change.documentId === '' ? (names.get(change.id) ?? '') : change.documentId }));
};

/** Takes everything off records that go; that a consent has gone with its contact is told as well. */
export const deleteValues = async ({ trx, client, stamp }: WriteOn, records: readonly { id: number; documentId: string }[]): Promise<void> => {
  if (records.length === 0) return;
  const before = await loadValues(trx, client, { ids: records.map(({ id }) => id), fields: null });
  if (before.size === 0) return;
  await deleteIn(trx, client, { table: TABLES.contactValues, column: 'record_id', values: [...before.keys()] });
  const changes = records.flatMap(({ id, documentId }) =>
    Object.entries(before.get(id) ?? {}).flatMap(([consent, value]): ConsentChange[] => (isConsent(consent) ? [{ documentId, consent, before: answerOf(value), after: null }] : [])));
  await addConsentChanges(trx, client, { stamp, changes });
};

/** What a deleted contact says again once it is back. */
export const consentsOfImage = ({ columns, links }: RecordImage): ConsentChange[] =>
  links.flatMap(({ table, row }) => {
    const consent = String(row['field']);
    return table === TABLES.contactValues && isConsent(consent) ? [{ documentId: String(columns['document_id']), consent, before: null, after: Number(row['number_value']) === 1 }] : [];
  });

const answerOf = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

const deleteFields = async (trx: Knex.Transaction, writes: readonly ValueWrite[], fields: readonly string[]): Promise<void> => {
  for (const field of fields) {
    for (const chunk of inChunks(writes.filter(({ values }) => field in values).map(({ id }) => id))) {
      await trx(TABLES.contactValues).whereIn('record_id', chunk).where({ field }).delete();
    }
  }
};

const typesOf = async (trx: Knex.Transaction, fields: readonly string[]): Promise<(code: string) => AttributeType | undefined> => {
  const codes = fields.filter((field) => field.startsWith(ATTRIBUTE_PREFIX)).map(definitionOf);
  if (codes.length === 0) return () => undefined;
  const rows = (await trx('external_contacts_attributes').select('code', 'value_type').whereIn('code', codes)) as { code: string; value_type: AttributeType }[];
  const types = new Map(rows.map(({ code, value_type: type }) => [code, type]));
  return (code) => types.get(code);
};
