import type { Target } from './targets';

/** What an export holds; the first is the default. */
export const EXPORT_KINDS = ['records'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export const EXPORT_STATES = ['waiting', 'running', 'completed', 'failed'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

export interface ExportRequest {
  target?: Target;
  /** id or name; without it, every record of the target. */
  segment?: string;
  kind?: ExportKind;
  /** Name or id of the external source whose IDs are written. */
  source?: string;
  /** Name of the file, without its ending. */
  name?: string;
  /** More records than this become several files in a zip; without it, what the configuration says. */
  recordsPerFile?: number;
}

/** A file that is built in the background. */
export interface ExportDto {
  id: string;
  name: string;
  target: Target;
  kind: ExportKind;
  segment: { id: string; name: string } | null;
  state: ExportState;
  /** Records that it will hold, as counted when it began; null until then. */
  total: number | null;
  records: number;
  /** CSV files in it: more than one are downloaded as a zip. */
  files: number;
  fileName: string | null;
  /** Why it failed. */
  error: string | null;
  actor: string;
  createdAt: string;
  finishedAt: string | null;
  /** When it is deleted. */
  expiresAt: string | null;
}
