import type { Core } from '@strapi/strapi';
import { mayView, type Viewer } from '../../access';
import type { PluginConfig } from '../../config';
import { actorKey, conflict, isFinal, notFound, type JobDto, type UndoPreviewDto } from '../../contracts';
import { canChange } from '../../jobs/states';
import { hasEffect } from '../../pipeline/undo/run-undo';
import { recordAct } from '../../store/audit/audit-log';
import { beginAttempt } from '../../store/jobs/attempt-store';
import type { JobRow } from '../../store/jobs/job-row';
import { createJobStore } from '../../store/jobs/job-store';
import { createDatabase } from '../../store/sql/client';
import { createUndoTables } from '../../store/undo';
import { serviceOf } from '../interfaces';
import type { Runner } from '../runner/create-runner';
import { createRoomCheck } from './assert-room';
import { previewUndo } from './undo-preview';

export interface Undos {
  /** Asks for the undo; the runner does it. 409 with the reason where it is not possible. */
  start(uid: string, viewer: Viewer): Promise<JobDto>;
  preview(uid: string, viewer: Viewer): Promise<UndoPreviewDto>;
}

/** Taking whole imports back. */
export const createUndos = ({ strapi }: { strapi: Core.Strapi }): Undos => {
  const database = createDatabase(strapi);
  const store = createJobStore(database);
  const undoTables = createUndoTables(strapi, database);
  const assertRoom = createRoomCheck(store, strapi.config.get<PluginConfig>('plugin::external-contacts'));

  const find = async (uid: string, viewer: Viewer): Promise<JobRow> => {
    const job = await store.find(uid);
    if (job === null || !mayView(viewer, actorKey(job.actor))) throw notFound('job');
    assertUndoable(job);
    return job;
  };

  return {
    async start(uid, viewer) {
      const job = await find(uid, viewer);
      await assertRoom(job.target);
      // What stands in the job's row of the run before is kept with that run.
      const patch = { state: 'undoing', reason: null, error: null, attempt: job.attempt + 1, attemptKind: 'undo', undoRow: null, queuedMs: Date.now() } as const;
      const isChanged = await store.change(job, patch, async (trx) => {
        await beginAttempt(trx, job, { kind: 'undo', actor: viewer.actor, rowCount: job.rowCount });
        await recordAct(trx, { action: 'job.undo', actor: viewer.actor, job });
      });
      if (!isChanged) throw conflict('undo.running', 'The job has changed meanwhile: look at it again');
      (strapi.plugin('external-contacts').service('runner') as Runner).announce(uid);
      return serviceOf(strapi, 'jobs').get(uid, viewer);
    },

    preview: async (uid, viewer) => previewUndo(await find(uid, viewer), { database, undoTables }),
  };
};

const assertUndoable = (job: JobRow): void => {
  if (job.test) throw conflict('job.test-run', 'A test run has imported nothing');
  if (job.purgedMs !== null) throw conflict('undo.purged', 'What the import had found was deleted: there is nothing left to restore', { purgedAt: new Date(job.purgedMs).toISOString() });
  if (job.state === 'undone') throw conflict('undo.done', 'The import was taken back already');
  if (job.attemptKind === 'undo' && !isFinal(job.state)) throw conflict('undo.running', 'The import is being taken back', { state: job.state });
  if (!canChange(job.state, 'undoing') || job.state === 'importing') throw conflict('undo.not-ended', 'Only an import that has ended can be taken back', { state: job.state });
  if (!hasEffect({ counts: { ...job.outcomeCounts } })) throw conflict('undo.nothing', 'The job has changed nothing that could be taken back');
};
