import type { Core } from '@strapi/strapi';
import { VERSION, type PluginConfig } from '../config';
import type { HealthDto } from '../contracts';
import { ACTIVE_IMPORT } from '../jobs/states';
import { databaseNow, readClaimable } from '../store/jobs/claimable';
import { listWorkers } from '../store/jobs/workers';
import { createDatabase } from '../store/sql/client';

/** Whether somebody runs jobs, and what waits: for a monitor, and for whoever wonders why an import does not begin. */
export const createHealth = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);

  return {
    async read(): Promise<HealthDto> {
      const workers = await listWorkers(database);
      const jobs = await readClaimable(database.knex());
      const nowMs = await databaseNow(database.knex(), database.client);
      const isHeld = ({ leaseOwner, leaseUntilMs }: (typeof jobs)[number]): boolean => leaseOwner !== null && leaseUntilMs !== null && leaseUntilMs >= nowMs;
      return {
        status: workers.some(({ alive, looks }) => alive && looks) ? 'ok' : 'no-worker',
        engine: strapi.config.get<PluginConfig['engine']>('plugin::external-contacts.engine'),
        version: VERSION,
        workers: workers.map(({ role, engine, version, jobs: running, alive, startedMs, seenMs }) => ({
          role, engine, version, jobs: running, alive, startedAt: new Date(startedMs).toISOString(), seenAt: new Date(seenMs).toISOString(),
        })),
        jobs: {
          running: jobs.filter(isHeld).length,
          paused: jobs.filter(({ state }) => state === 'paused').length,
          interrupted: jobs.filter((job) => !isHeld(job) && job.state !== 'paused' && isBegun(job)).length,
          waiting: jobs.filter((job) => !isHeld(job) && job.state !== 'paused' && !isBegun(job)).length,
        },
      };
    },
  };
};

/** Somebody has worked on it, and nobody does now. */
const isBegun = ({ state, undoRow }: { state: string; undoRow: number | null }): boolean =>
  state === 'validating' || ((ACTIVE_IMPORT as readonly string[]).includes(state) && !(state === 'undoing' && undoRow === null));

export type Health = ReturnType<typeof createHealth>;
