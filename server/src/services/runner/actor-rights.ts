import type { Core } from '@strapi/strapi';
import { actionId, explorerAction, givesStatuses, missingForeignRights, PLUGIN, scopeOf, scopesOfTargets, STATUS_SCOPE, targetsWritten } from '../../access';
import { actorKey, assertNever, isOwnTarget, OperationError, type Actor, type Target } from '../../contracts';
import { uniteLimits, type WriteLimits } from '../../pipeline/plan/write-limits';
import { createActorStore, type ActorNow } from '../../store/actor-store';
import { listAttempts } from '../../store/jobs/attempt-store';
import { findCorrectors } from '../../store/jobs/correction-store';
import type { JobRow } from '../../store/jobs/job-row';
import { NO_GUARD, uniteGuards, type RecordGuard } from '../../store/foreign/record-guard';
import { createDatabase } from '../../store/sql/client';

export interface ActorRights {
  /**
   * Throws `job.permission-withdrawn` when the job's actor may not import any more, or its plan deletes records and
   * somebody who has a hand in it may not. Gives the administrator behind it, and what narrows its rows.
   */
  assertMayRun(job: JobRow): Promise<RunRights>;
  /** Throws `job.rights-narrower` for whoever would say go to another's plan and may write less than that one: the go is theirs. */
  assertMayConfirm(job: JobRow, actor: Actor): Promise<void>;
}

export interface RunRights {
  adminId: number | null;
  mayDelete: boolean;
  /** null: nobody who has a hand in the job is narrowed. */
  limits: WriteLimits | null;
  /** Which records of a foreign type all who have a hand in the job may write. */
  guard: RecordGuard;
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
        return { can: () => true, guard: () => NO_GUARD, adminId: null, grants: [] };
      default:
        return assertNever(kind);
    }
  };
  const mayImport = ({ actor, setting }: JobRow, now: ActorNow): boolean =>
    isAdmin(actor)
      ? now.can(actionId('external-entity.import')) && (!givesStatuses(setting) || now.can(actionId('recipient-status.edit'))) && missingForeignRights(setting, now.can).length === 0
      : [`plugin::${PLUGIN}.job.create`, ...scopesOfTargets(targetsWritten(setting)), ...(givesStatuses(setting) ? [STATUS_SCOPE] : [])].every((scope) => now.can(scope));

  /** Who has said what the rows are: whoever started the job, began this run of it, or corrected rows. Their words must do nothing that they may not. */
  const authorsOf = async (job: JobRow): Promise<Actor[]> => {
    const retrier = (await listAttempts(database.knex(), job.id)).find(({ number }) => number === job.attempt)?.actor;
    const authors = [job.actor, ...(retrier === undefined ? [] : [retrier]), ...(await findCorrectors(database.knex(), job.id))];
    return [...new Map(authors.map((actor) => [actorKey(actor), actor])).values()];
  };

  return {
    async assertMayRun(job) {
      const now = await nowOf(job.actor);
      if (now === null || !mayImport(job, now)) throw withdrawn('Whoever started the job may not import any more');
      const authors = await authorsOf(job);
      const rights = await Promise.all(authors.map((actor) => (actorKey(actor) === actorKey(job.actor) ? now : nowOf(actor))));
      // Nothing else deletes.
      const mayDelete = job.setting.actionColumn !== null && authors.every((actor, index) => mayDeleteNow(actor, rights[index] ?? null, job.target));
      if (!mayDelete && (job.planCounts?.delete ?? 0) > 0) throw withdrawn('The plan deletes records, and somebody who started or corrected it may not do so any more');
      return { adminId: now.adminId, mayDelete, limits: limitsOf(authors, rights), guard: uniteGuards(rights.flatMap((each) => each?.guard(job.target) ?? [])) };
    },

    async assertMayConfirm(job, actor) {
      if (actorKey(job.actor) === actorKey(actor)) return;
      const limits = limitsOf([actor], [await nowOf(actor)]);
      if (limits === null) return;
      throw new OperationError('job.rights-narrower', 403, 'Your rights on contacts or organizations are limited to some fields or records: whoever started the job may import it');
    },
  };
};

/** Tokens and users hold no rights but scopes: deleting by import needs the one of deleting records. Of a foreign type administrators need the Content Manager's. */
const mayDeleteNow = (actor: Actor, now: ActorNow | null, target: Target): boolean => now?.can(...deleteRight(actor, target)) === true;

const deleteRight = (actor: Actor, target: Target): [action: string, subject?: string] =>
  !isAdmin(actor) ? [scopeOf(target, 'delete')] : isOwnTarget(target) ? [actionId('row.delete')] : [explorerAction('delete'), target];

/** Somebody who corrected rows and is gone since narrows nothing: what may be written is decided by those who are left. */
const limitsOf = (authors: readonly Actor[], rights: readonly (ActorNow | null)[]): WriteLimits | null =>
  uniteLimits(authors.map((actor, index) => ({
    grants: rights[index]?.grants ?? [],
    blind: isAdmin(actor) && rights[index]?.can(actionId('contact.view')) === false,
  })));

const isAdmin = ({ kind }: Actor): boolean => kind === 'admin' || kind === 'admin-token' || kind === 'command-line';
const withdrawn = (message: string): OperationError => new OperationError('job.permission-withdrawn', 403, message);
