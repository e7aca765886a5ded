import type { Core } from '@strapi/strapi';
import type { AuditAction, AuditEntryDto } from '../contracts';
import { listActs, recordAct, type Act, type AuditEntry } from '../store/audit/audit-log';
import { createJobStore } from '../store/jobs/job-store';
import { createDatabase } from '../store/sql/client';
import type { Page } from './interfaces';

export interface AuditQuery {
  page?: number;
  pageSize?: number;
  action?: AuditAction;
  job?: string;
  q?: string;
  from?: Date;
  to?: Date;
}

/** Who did what. Entries are only ever added. */
export const createAudit = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);
  const jobs = createJobStore(database);

  return {
    /** For what has no transaction of its own to be written in. */
    record: (act: Act): Promise<void> => recordAct(database.knex(), act),

    async recordOnJob(act: Act, uid: string): Promise<void> {
      await recordAct(database.knex(), { ...act, job: { uid, name: (await jobs.find(uid))?.name ?? '' } });
    },

    /** Newest first. */
    async list({ page = 1, pageSize = 25, from, to, ...filter }: AuditQuery): Promise<Page<AuditEntryDto>> {
      const range = { ...(from === undefined ? {} : { fromMs: from.getTime() }), ...(to === undefined ? {} : { toMs: to.getTime() }) };
      const { entries, total } = await listActs(database, { ...filter, ...range, page, pageSize });
      return { results: entries.map(toDto), pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total } };
    },
  };
};

export type Audit = ReturnType<typeof createAudit>;

const toDto = ({ id, atMs, action, actor, job, subject, counts, state }: AuditEntry): AuditEntryDto => ({
  id,
  at: new Date(atMs).toISOString(),
  action,
  actor: actor === null ? null : { kind: actor.kind, name: actor.name },
  job: job === undefined ? null : { id: job.uid, name: job.name },
  subject: subject ?? null,
  counts: counts ?? null,
  state: state ?? null,
});
