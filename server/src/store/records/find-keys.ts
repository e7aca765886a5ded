import type { KeyHit } from '../../pipeline/ports';
import { inChunks, type Connection } from '../sql/client';

/** The records that have any of these key hashes. */
export const findKeys = async (connection: Connection, keyTable: string, hashes: string[]): Promise<KeyHit[]> => {
  const hits: KeyHit[] = [];
  for (const chunk of inChunks(hashes)) {
    const rows = (await connection(keyTable).select('hash', 'record_id').whereIn('hash', chunk)) as { hash: string; record_id: number }[];
    for (const { hash, record_id: recordId } of rows) hits.push({ hash, recordId });
  }
  return hits;
};
