import type { Core } from '@strapi/strapi';
import { actionId, PLUGIN, scopeOf, scopesOfTargets, targetsWritten } from '../../access';
import { assertNever, OperationError } from '../../contracts';
import { createActorStore, type ActorNow } from '../../store/actor-store';
import type { JobRow } from '../../store/jobs/job-row';

export interface ActorRights {
  /** Throws `job.permission-withdrawn` when the job's actor may not import any more. Gives the administrator behind it. */
  assertMayRun(job: JobRow): Promise<{ adminId: number | null; mayDelete: boolean }>;
}

/** The rights of a job's actor as they are now: a job outlives the session that started it (DESIGN.md §3, rule 9). */
export const createActorRights = (strapi: Core.Strapi): ActorRights => {
  const actors = createActorStore(strapi);
  const mayRun = async (job: JobRow): Promise<ActorNow | null> => {
    const { actor, setting } = job;
    const asAdmin = (now: ActorNow | null) => (now?.can(actionId('external-entity.import')) === true ? now : null);
    const asScoped = (now: ActorNow | null) =>
      now !== null && [`plugin::${PLUGIN}.job.create`, ...scopesOfTargets(targetsWritten(setting))].every((scope) => now.can(scope)) ? now : null;
    switch (actor.kind) {
      case 'admin':
        return asAdmin(await actors.admin(actor.id));
      case 'admin-token':
        return asAdmin(await actors.adminToken(actor.id));
      case 'api-token':
        return asScoped(await actors.apiToken(actor.id));
      case 'user':
        return asScoped(await actors.user(actor.id));
      // Whoever has a shell on the server has the database too.
      case 'command-line':
        return { can: () => true, adminId: null };
      default:
        return assertNever(actor.kind);
    }
  };
  /** Tokens and users hold no rights but scopes: deleting by import needs the one of deleting records. */
  const mayDelete = ({ actor, target }: JobRow, now: ActorNow): boolean =>
    now.can(actor.kind === 'admin' || actor.kind === 'admin-token' ? actionId('row.delete') : scopeOf(target, 'delete'));
  return {
    async assertMayRun(job) {
      const now = await mayRun(job);
      if (now === null) throw new OperationError('job.permission-withdrawn', 403, 'Whoever started the job may not import any more');
      return { adminId: now.adminId, mayDelete: mayDelete(job, now) };
    },
  };
};
