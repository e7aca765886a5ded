import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { mayView, type Viewer } from '../access';
import type { PluginConfig } from '../config';
import { actorKey, conflict, notFound, type Actor, type JobDto } from '../contracts';
import { recordAct } from '../store/audit/audit-log';
import type { JobRow } from '../store/jobs/job-row';
import { createJobStore } from '../store/jobs/job-store';
import { deletePurgedJobs, findExpiredJobs, PURGEABLE, purgeFiles } from '../store/jobs/retention';
import { createDatabase } from '../store/sql/client';
import { serviceOf } from './interfaces';
import { decideCancel } from './jobs/decide-change';

const DAY_MS = 24 * 60 * 60 * 1_000;
const EVERY_MS = 60 * 60 * 1_000;
/** The start of an application is no time to tidy up. */
const FIRST_MS = 60 * 1_000;
/** So many expired jobs in one sweep; the next one goes on. */
const MAX_JOBS = 1_000;

export interface Swept {
  jobs: number;
  files: number;
}

/**
 * Uploaded bytes, plans, outcomes with their before-images, corrections and held rows go after `retentionDays`, or at once where somebody
 * says so. The job stays with its counts, and the audit; it cannot be undone, retried or looked into any more.
 */
export const createRetention = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);
  const store = createJobStore(database);
  let timer: NodeJS.Timeout | null = null;
  let sweeping: Promise<unknown> = Promise.resolve();

  /** From here on nobody reads the job's data. A plan that waited for its go is withdrawn with it. */
  const mark = async (job: JobRow, actor: Actor | null): Promise<boolean> => {
    const withdrawn = job.state === 'validated' ? await decideCancel(job, database) : null;
    return store.change(job, { ...withdrawn?.patch, purgedMs: Date.now() }, async (trx: Knex.Transaction) => {
      await recordAct(trx, { action: 'job.purge', actor, job });
      await withdrawn?.also?.(trx);
    });
  };

  const sweep = async (): Promise<Swept> => {
    const days = strapi.config.get<PluginConfig['retentionDays']>('plugin::external-contacts.retentionDays');
    const beforeMs = days === null ? 0 : Date.now() - days * DAY_MS;
    let jobs = 0;
    for (const uid of days === null ? [] : await findExpiredJobs(database, beforeMs, MAX_JOBS)) {
      const job = await store.find(uid);
      if (job !== null && (await mark(job, null))) jobs += 1;
    }
    await deletePurgedJobs(database);
    const files = await purgeFiles(database, beforeMs);
    await serviceOf(strapi, 'background-exports').forget();
    await serviceOf(strapi, 'erasures').work();
    if (days !== null) await serviceOf(strapi, 'notices').forget(beforeMs);
    if (jobs + files > 0) strapi.log.info(`external-contacts: stored data of ${jobs} jobs and ${files} files was deleted`);
    return { jobs, files };
  };

  /** One after another in a process; several processes do no harm to each other. */
  const inTurn = (): Promise<Swept> => {
    const next = sweeping.then(sweep);
    sweeping = next.catch(() => undefined);
    return next;
  };
  const inBackground = (): void => {
    inTurn().catch((error: unknown) => strapi.log.warn(`external-contacts: stored data could not be deleted: ${String((error as { code?: unknown }).code ?? 'unknown')}`));
  };

  return {
    /** Deletes what has expired, and goes on with what was begun. */
    sweep: inTurn,

    /** Deletes a job's stored data at once; the answer does not wait for it. */
    async purge(uid: string, viewer: Viewer): Promise<JobDto> {
      const job = await store.find(uid);
      if (job === null || !mayView(viewer, actorKey(job.actor))) throw notFound('job');
      if (job.purgedMs === null) {
        if (!PURGEABLE.includes(job.state)) throw conflict('job.busy', 'The job is under way: wait until it waits or has ended', { state: job.state });
        if (!(await mark(job, viewer.actor))) throw conflict('job.busy', 'The job has gone on meanwhile');
      }
      inBackground();
      return serviceOf(strapi, 'jobs').get(uid, viewer);
    },

    /** Sweeps now and then, as long as the process runs. */
    start(): void {
      timer = setTimeout(() => {
        inBackground();
        timer = setInterval(inBackground, EVERY_MS).unref();
      }, FIRST_MS).unref();
    },

    async stop(): Promise<void> {
      if (timer !== null) clearTimeout(timer);
      await sweeping;
    },
  };
};

export type Retention = ReturnType<typeof createRetention>;
