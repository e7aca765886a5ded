import type { KeyHit } from '../../pipeline/ports';
import type { Client, Connection } from '../sql/client';
import { selectIn } from '../sql/select-in';

/** The records that have any of these key hashes. */
export const findKeys = async (connection: Connection, { keyTable, client }: { keyTable: string; client: Client }, hashes: string[]): Promise<KeyHit[]> => {
  const rows = await selectIn<{ hash: string; record_id: number; field: string; alias: unknown }>(connection, client, { table: keyTable, columns: ['hash', 'record_id', 'field', 'alias'], column: 'hash', values: hashes });
  return rows.map(({ hash, record_id: recordId, field, alias }) => ({ hash, recordId: Number(recordId), field, alias: Boolean(Number(alias)) }));
};
