import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Core } from '@strapi/strapi';
import { roleOf, VERSION, type PluginConfig } from '../../config';
import { isOwnPath } from '../../contracts';
import { isDeadOwner, ownerOf, type ProcessIdentity } from '../../jobs/owner';
import { missingRequired } from '../../domain/fields';
import { createJobStore } from '../../store/jobs/job-store';
import { otherWorkers } from '../../store/jobs/workers';
import { createRecordTables } from '../../store/records/record-tables';
import { createDatabase } from '../../store/sql/client';
import { createUndoTables } from '../../store/undo';
import { serviceOf } from '../interfaces';
import { mapperOf } from '../mapper-of';
import { createVerifier } from '../verify/create-verifier';
import { createActorRights } from './actor-rights';
import { createBullmqEngine } from './bullmq-engine';
import { createEmbeddedEngine } from './embedded-engine';
import { createStepper } from './create-stepper';

const POLL_MS = 500;

/** What tests choose: several nodes in one process, and how long they wait between two looks. */
export interface RunnerOptions {
  self?: ProcessIdentity;
  pollMs?: number;
}

/** The job runner of this process, as `strapi.plugin('external-contacts').service('runner')`. */
export const createRunner = ({ strapi }: { strapi: Core.Strapi }, { self = thisProcess(), pollMs }: RunnerOptions = {}) => {
  const database = createDatabase(strapi);
  const store = createJobStore(database);
  const isDead = (owner: string): boolean => isDeadOwner(owner, self);
  const targets = () => serviceOf(strapi, 'targets');
  const config = strapi.config.get<PluginConfig>('plugin::external-contacts');
  const stepper = createStepper({
    database,
    tables: createRecordTables(strapi, database),
    undoTables: createUndoTables(strapi, database),
    config,
    role: roleOf(strapi),
    version: VERSION,
    log: strapi.log,
    rights: createActorRights(strapi),
    owner: ownerOf(self),
    isDead,
    // Whatever runs a job begins with its file: by then the fields are known that somebody has defined on another node.
    openFile: async (fileId) => {
      await serviceOf(strapi, 'definitions').refresh();
      return serviceOf(strapi, 'files').open(fileId);
    },
    createMapper: (setting, columns) => mapperOf(strapi, setting, columns),
    fieldsOf: (target) => targets().fields(target).map(({ path }) => path).filter((path) => isOwnPath(path) && path !== 'fullName'),
    missingRequired: (setting) => {
      const catalogue = targets().fields(setting.target);
      return (candidate) => missingRequired(candidate, setting.target, catalogue);
    },
  });
  const engine = config.engine === 'bullmq' ? createBullmqEngine(stepper, { pollMs }) : createEmbeddedEngine(stepper, { pollMs });

  return {
    ...engine,
    verify: createVerifier(strapi),

    /** A live server works on this database: a command line beside it only enqueues. */
    async isServedElsewhere(): Promise<boolean> {
      return (await otherWorkers(database, ownerOf(self))).some((owner) => !isDead(owner));
    },

    /** Runs one job in this process until it waits for a person or has ended. */
    async drive(uid: string): Promise<void> {
      for (;;) {
        const job = await store.find(uid);
        if (job === null || !WORKING.has(job.state)) return;
        if (!(await engine.step(uid))) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
  };
};

/** States that some worker will end. */
const WORKING = new Set(['new', 'validating', 'queued', 'importing', 'paused', 'cancelling', 'undoing']);

const thisProcess = (): ProcessIdentity => ({ host: hostname(), pid: process.pid, boot: randomBytes(6).toString('hex'), isAlive });

/** Signal 0 asks only whether the process exists; EPERM means that it does, under another user. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
};

export type Runner = ReturnType<typeof createRunner>;
