import type { Core } from '@strapi/strapi';
import { actionId, PLUGIN, scopeOf, scopesOfTargets, targetsWritten } from '../../access';
import { actorKey, assertNever, OperationError, type Actor, type Target } from '../../contracts';
import { createActorStore, type ActorNow } from '../../store/actor-store';
import { listAttempts } from '../../store/jobs/attempt-store';
import { findCorrectors } from '../../store/jobs/correction-store';
import type { JobRow } from '../../store/jobs/job-row';
import { createDatabase } from '../../store/sql/client';

export interface ActorRights {
  /**
   * Throws `job.permission-withdrawn` when the job's actor may not import any more, or its plan deletes records and
   * somebody who has a hand in it may not. Gives the administrator behind it.
   */
  assertMayRun(job: JobRow): Promise<{ adminId: number | null; mayDelete: boolean }>;
}

/** The rights of a job's actor as they are now: a job outlives the session that started it (DESIGN.md §3, rule 9). */
export const createActorRights = (strapi: Core.Strapi): ActorRights => {
  const actors = createActorStore(strapi);
  const database = createDatabase(strapi);

  const nowOf = async ({ kind, id }: Actor): Promise<ActorNow | null> => {
    switch (kind) {
      case 'admin':
        return actors.admin(id);
      case 'admin-token':
        return actors.adminToken(id);
      case 'api-token':
        return actors.apiToken(id);
      case 'user':
        return actors.user(id);
      // Whoever has a shell on the server has the database too.
      case 'command-line':
        return { can: () => true, adminId: null };
      default:
        return assertNever(kind);
    }
  };
  const mayImport = ({ actor, setting }: JobRow, now: ActorNow): boolean =>
    isAdmin(actor) ? now.can(actionId('external-entity.import')) : [`plugin::${PLUGIN}.job.create`, ...scopesOfTargets(targetsWritten(setting))].every((scope) => now.can(scope));
  /** Tokens and users hold no rights but scopes: deleting by import needs the one of deleting records. */
  const mayDelete = async (actor: Actor, target: Target): Promise<boolean> =>
    (await nowOf(actor))?.can(isAdmin(actor) ? actionId('row.delete') : scopeOf(target, 'delete')) === true;

  /** Who has said what the rows are: whoever started the job, began this run of it, or corrected rows. Their words must not delete what they may not. */
  const authorsOf = async (job: JobRow): Promise<Actor[]> => {
    const retrier = (await listAttempts(database.knex(), job.id)).find(({ number }) => number === job.attempt)?.actor;
    const authors = [job.actor, ...(retrier === undefined ? [] : [retrier]), ...(await findCorrectors(database.knex(), job.id))];
    return [...new Map(authors.map((actor) => [actorKey(actor), actor])).values()];
  };
  const mayAllDelete = async (job: JobRow): Promise<boolean> => {
    // Nothing else deletes; most jobs ask no further.
    if (job.setting.actionColumn === null) return false;
    for (const actor of await authorsOf(job)) if (!(await mayDelete(actor, job.target))) return false;
    return true;
  };
  return {
    async assertMayRun(job) {
      const now = await nowOf(job.actor);
      if (now === null || !mayImport(job, now)) throw withdrawn('Whoever started the job may not import any more');
      const deletes = await mayAllDelete(job);
      if (!deletes && (job.planCounts?.delete ?? 0) > 0) throw withdrawn('The plan deletes records, and somebody who started or corrected it may not do so any more');
      return { adminId: now.adminId, mayDelete: deletes };
    },
  };
};

const isAdmin = ({ kind }: Actor): boolean => kind === 'admin' || kind === 'admin-token' || kind === 'command-line';
const withdrawn = (message: string): OperationError => new OperationError('job.permission-withdrawn', 403, message);
