import { selectIn } from '../sql/select-in';
import type { Client, Connection } from '../sql/client';

/** documentId → id of every record, those that were merged away among them: an undo gives them back. */
export const idsOfAll = async (connection: Connection, { table, client }: { table: string; client: Client }, documentIds: string[]): Promise<Map<string, number>> => {
  const rows = await selectIn<{ id: number; document_id: string }>(connection, client, { table, columns: ['id', 'document_id'], column: 'document_id', values: documentIds });
  return new Map(rows.map(({ id, document_id: documentId }) => [documentId, Number(id)]));
};
