import { isDefined } from '../../contracts';
import { TABLES } from '../models';
import type { Client, Connection } from '../sql/client';
import { selectIn } from '../sql/select-in';
import { fromValueRows, type ValueRow } from './value-rows';

export type DefinedValues = Record<string, string | number | boolean | null>;

interface StoredValue {
  record_id: number;
  field: string;
  slot: number;
  text_value: string | null;
  folded: string | null;
  number_value: number | string | null;
}

/** What contacts say in defined fields, by record id. `fields`: only these; null: all. Contacts that say nothing are absent. */
export const loadValues = async (connection: Connection, client: Client, { ids, fields }: { ids: readonly number[]; fields: readonly string[] | null }): Promise<Map<number, DefinedValues>> => {
  const wanted = fields === null ? null : new Set(fields.filter(isDefined));
  if (ids.length === 0 || wanted?.size === 0) return new Map();
  const rows = await selectIn<StoredValue>(connection, client, {
    table: TABLES.contactValues, columns: ['record_id', 'field', 'slot', 'text_value', 'folded', 'number_value'], column: 'record_id', values: ids,
  });
  const byRecord = new Map<number, Map<string, ValueRow[]>>();
  for (const { record_id: id, field, slot, text_value: text, folded, number_value: number } of rows) {
    if (wanted !== null && !wanted.has(field)) continue;
    const record = byRecord.get(Number(id)) ?? new Map<string, ValueRow[]>();
    byRecord.set(Number(id), record);
    record.set(field, [...(record.get(field) ?? []), { field, slot: Number(slot), text, folded, number: number === null ? null : Number(number) }]);
  }
  return new Map([...byRecord].map(([id, values]) => [id, Object.fromEntries([...values].map(([field, each]) => [field, fromValueRows(each)]))]));
};
