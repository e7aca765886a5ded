import type { Actor } from './jobs';

/** What is written down of what people and programs do. The job's end is the engine's own act and has no actor. */
export const AUDIT_ACTIONS = [
  'file.upload', 'file.download',
  'job.create', 'job.import', 'job.cancel', 'job.fix', 'job.retry', 'job.undo', 'job.end', 'job.purge',
  'held-row.decide',
  'errors.download', 'results.download', 'export.download', 'export.create', 'export.fetch',
  'import-setting.create', 'import-setting.update', 'import-setting.delete',
  'external-source.create', 'external-source.update', 'external-source.delete',
  'attribute.create', 'attribute.update', 'attribute.delete', 'consent.create', 'consent.update', 'consent.delete', 'contact-value.update',
  'segment.create', 'segment.update', 'segment.delete',
  'webhook.update',
  'contact.erase',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** `GET /audit`: who did what, when, with how many. No values of contacts, and nobody's e-mail address. */
export interface AuditEntryDto {
  id: number;
  at: string;
  action: AuditAction;
  /** null: the engine. */
  actor: Pick<Actor, 'kind' | 'name'> | null;
  job: { id: string; name: string } | null;
  /** The file, setting or source. A name that is not known any more is null. */
  subject: { id: string; name: string | null } | null;
  counts: Record<string, number> | null;
  /** How a job ended. */
  state: string | null;
}
