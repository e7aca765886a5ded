import type { Knex } from 'knex';
import { mayView, type Rights, type Viewer } from '../../access';
import {
  actorKey, conflict, DISPLAY_STATUS, JOB_STATES, notFound, OUTCOMES, PLAN_KINDS, badRequest, type Actor, type AuditAction, type JobCreateRequest, type JobDto, type JobFixesRequest, type JobImportRequest, type JobRetryRequest, type JobState,
} from '../../contracts';
import { recordAct } from '../../store/audit/audit-log';
import type { FileRow, FileStore } from '../../store/files';
import type { JobRow } from '../../store/jobs/job-row';
import type { JobStore } from '../../store/jobs/job-store';
import type { Database } from '../../store/sql/client';
import type { JobCreateOptions, Jobs, JobQuery, JobRowQuery } from '../interfaces';
import { openStoredFile } from '../files/read-rows';
import { createJob, type JobMakers } from './create-job';
import { decideCancel, decideImport, type JobChange } from './decide-change';
import { applyFixes } from './fixes/apply-fixes';
import { toJobDto } from './job-dto';
import { streamErrors, streamResults } from './job-reports';
import { createRowReader } from './job-rows';
import { beginRetry, stageOf } from './plan-again';
import { assertStored } from './assert-stored';

export interface JobsOptions extends JobMakers {
  database: Database;
  fileStore: FileStore;
  store: JobStore;
  /** Throws for whoever says go to another's plan, and may write less than it does. */
  assertMayConfirm(job: JobRow, actor: Actor): Promise<void>;
  /** Keys of those who are there no more. */
  findGone(actors: readonly Actor[]): Promise<ReadonlySet<string>>;
  /** Says that a job has work. */
  announce(uid: string): void;
}

/** Jobs as people see and steer them. What they do is done by the runner. Another person's job answers like an unknown id. */
export const createJobs = (options: JobsOptions): Jobs => {
  const { store, database, fileStore, announce } = options;

  const find = async (uid: string, viewer: Viewer): Promise<JobRow> => {
    const job = await store.find(uid);
    if (job === null || !mayView(viewer, actorKey(job.actor))) throw notFound('job');
    return job;
  };

  /** Three queries, and one for each kind of owner, however many jobs: on SQLite each one waits for a slice of the import that runs. */
  const toDtos = async (jobs: JobRow[], withSetting: boolean): Promise<JobDto[]> => {
    const files = await fileStore.findHeads(jobs.map(({ fileId }) => fileId));
    const positions = jobs.some(({ state }) => state === 'queued') ? await store.queuePositions() : new Map<number, number>();
    const nowMs = await store.databaseNow();
    const gone = await options.findGone(jobs.map(({ actor }) => actor));
    return jobs.map((job) => {
      const file = files.get(job.fileId);
      return toJobDto(job, {
        file: { id: file?.uid ?? '', name: file?.name ?? '', sha256: file?.sha256 ?? '', rows: file?.rowCount ?? 0 },
        nowMs,
        queuePosition: positions.get(job.id) ?? null,
        ownerIsGone: gone.has(actorKey(job.actor)),
        withSetting,
      });
    });
  };
  const toDto = async (job: JobRow): Promise<JobDto> => {
    const [shown] = await toDtos([job], true);
    if (shown === undefined) throw notFound('job');
    return shown;
  };
  const show = async (uid: string, viewer: Viewer): Promise<JobDto> => toDto(await find(uid, viewer));

  /** Tries a change until it meets the state that it was decided on; a worker may be faster. */
  const change = async (uid: string, viewer: Viewer, { action, decide }: { action: AuditAction; decide: (job: JobRow) => Promise<JobChange | null> | JobChange | null }): Promise<JobDto> => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const job = await find(uid, viewer);
      const decided = await decide(job);
      if (decided === null) break;
      const also = async (trx: Knex.Transaction): Promise<void> => {
        await recordAct(trx, { action, actor: viewer.actor, job });
        await decided.also?.(trx);
      };
      if (await store.change(job, decided.patch, also)) break;
    }
    announce(uid);
    return show(uid, viewer);
  };

  const open = async (uid: string, viewer: Viewer) => {
    const job = await find(uid, viewer);
    assertStored(job);
    const row = await fileStore.findById(job.fileId);
    if (row === null) throw notFound('file');
    const file = await openStoredFile(fileStore, row);
    return { job, row, file, reader: await createRowReader(database, job, file) };
  };

  return {
    async create(request: JobCreateRequest, actor: Actor, { idempotencyKey, assertMayStart }: JobCreateOptions = {}) {
      const job = await createJob(request, { actor, idempotencyKey: idempotencyKey ?? null, assertMayStart }, options);
      announce(job.uid);
      return toDto(job);
    },

    get: show,

    async list(query: JobQuery, viewer: Viewer) {
      const { page = 1, pageSize = 25 } = query;
      const { jobs, total } = await store.list({
        page, pageSize,
        ...(query.status === undefined ? {} : { states: statesOf(query.status) }),
        ...(query.target === undefined ? {} : { target: query.target }),
        ...(query.q === undefined ? {} : { q: query.q }),
        ...(viewer.all ? {} : { actorKey: actorKey(viewer.actor) }),
      });
      return { results: await toDtos(jobs, false), pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total } };
    },

    import: (uid: string, { planHash }: JobImportRequest, viewer: Viewer) => change(uid, viewer, { action: 'job.import', decide: async (job) => {
      await options.assertMayConfirm(job, viewer.actor);
      return decideImport(job, planHash);
    } }),
    cancel: (uid: string, viewer: Viewer) => change(uid, viewer, { action: 'job.cancel', decide: (job) => decideCancel(job, database) }),

    async fix(uid: string, request: JobFixesRequest, viewer: Viewer, rights: Rights) {
      const { job, file } = await open(uid, viewer);
      const fixed = await applyFixes({ job, file, request, viewer, rights }, options);
      announce(uid);
      return { job: await show(uid, viewer), ...fixed };
    },

    async retry(uid: string, { start = 'always' }: JobRetryRequest, viewer: Viewer) {
      const { job, file } = await open(uid, viewer);
      if (stageOf(job) === 'planned') throw conflict('job.busy', 'The job waits for its go', { state: job.state });
      await options.assertRoom(job.target);
      await beginRetry(job, file, { actor: viewer.actor, start, parts: options });
      announce(uid);
      return show(uid, viewer);
    },

    async rows(uid: string, query: JobRowQuery, viewer: Viewer) {
      const { reader } = await open(uid, viewer);
      return reader.page({
        cursor: query.cursor ?? 1,
        limit: query.limit ?? 25,
        ...(query.plan === undefined ? {} : { plan: oneOf(PLAN_KINDS, query.plan, 'plan') }),
        ...(query.outcome === undefined ? {} : { outcome: oneOf(OUTCOMES, query.outcome, 'outcome') }),
        ...(query.code === undefined ? {} : { code: query.code }),
        ...(query.q === undefined ? {} : { q: query.q }),
      });
    },

    async row(uid: string, number: number, viewer: Viewer) {
      const row = await (await open(uid, viewer)).reader.one(number);
      if (row === null) throw notFound('row');
      return row;
    },

    async issues(uid: string, query: JobRowQuery, viewer: Viewer) {
      const { reader } = await open(uid, viewer);
      return reader.issues({ cursor: query.cursor ?? 1, limit: query.limit ?? 100, ...(query.code === undefined ? {} : { code: query.code }) });
    },

    async errorsCsv(uid: string, viewer: Viewer) {
      const { job, row, file, reader } = await open(uid, viewer);
      return { name: reportName(row, 'errors'), lines: streamErrors({ job, file, dialect: row.dialect, blocks: reader.blocks() }) };
    },

    async resultsCsv(uid: string, viewer: Viewer, { withRecords = true } = {}) {
      const { job, row, file, reader } = await open(uid, viewer);
      return { name: reportName(row, 'results'), lines: streamResults({ job, file, dialect: row.dialect, blocks: reader.blocks() }, { withRecords }) };
    },
  };
};

const reportName = ({ name }: FileRow, what: string): string => `${name.replace(/\.[^.]*$/, '')}-${what}.csv`;

/** `status` is a state (`validated`) or one of the words that people see (`in-progress`). */
const statesOf = (status: string): JobState[] => {
  const states = JOB_STATES.filter((state) => state === status || DISPLAY_STATUS[state] === status);
  if (states.length === 0) throw badRequest('query.invalid', 'No such status', { status });
  return states;
};

const oneOf = <T extends string>(allowed: readonly T[], value: string, name: string): T => {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw badRequest('query.invalid', `${name} is one of ${allowed.join(', ')}`, { [name]: value });
  return found;
};
