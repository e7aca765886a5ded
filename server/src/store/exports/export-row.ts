import type { Actor, ExportKind, ExportState, SegmentGroup, Target } from '../../contracts';

/** What an export was asked for, frozen: a segment that changes or goes meanwhile changes nothing. */
export interface ExportQuery {
  segment: { id: string; name: string; filter: SegmentGroup } | null;
  /** documentId of the external source whose IDs are written. */
  source: string | null;
  recordsPerFile: number;
}

export interface ExportRow {
  id: number;
  uid: string;
  name: string;
  target: Target;
  kind: ExportKind;
  query: ExportQuery;
  state: ExportState;
  error: string | null;
  actor: Actor;
  actorKey: string;
  total: number | null;
  records: number;
  files: number;
  /** Records up to this id are in the blocks. */
  afterId: number;
  generation: number;
  createdMs: number;
  finishedMs: number | null;
}

const numberOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

export const toExportRow = (row: Record<string, unknown>): ExportRow => ({
  id: Number(row['id']),
  uid: String(row['uid']),
  name: String(row['name']),
  target: row['target'] as Target,
  kind: row['kind'] as ExportKind,
  query: JSON.parse(String(row['query'])) as ExportQuery,
  state: row['state'] as ExportState,
  error: (row['error'] as string | null) ?? null,
  actor: JSON.parse(String(row['actor'])) as Actor,
  actorKey: String(row['actor_key']),
  total: numberOrNull(row['total']),
  records: Number(row['records'] ?? 0),
  files: Number(row['files'] ?? 0),
  afterId: Number(row['after_id'] ?? 0),
  generation: Number(row['generation'] ?? 0),
  createdMs: Number(row['created_ms']),
  finishedMs: numberOrNull(row['finished_ms']),
});
