import { isOwnTarget, RECIPIENT_STATUSES, type OwnTarget, type ResolvedSetting, type Target } from '../contracts';
import { PLUGIN } from './actions';
import { mayInForeign, missingForeignRights, type Can, type MissingRight } from './foreign-rights';
import { rightsOf } from './rights-of';
import type { RequestContext } from './request-state';

const CONTROLLER: Record<OwnTarget, string> = { contacts: 'contact', organizations: 'organization' };

/**
 * A content-API caller has no field rights: it may import only into targets whose create and update scopes it also
 * holds. Administrators pass: for our own types, the import right is itself the right to create and update by import.
 */
export const holdsTargetScopes = (ctx: RequestContext, targets: readonly Target[]): boolean =>
  scopesOfTargets(targets).every((scope) => holdsScope(ctx, scope)) && targets.every((target) => isContentApi(ctx) || mayInForeign(target, 'create', canOf(ctx)) || mayInForeign(target, 'update', canOf(ctx)));

/** What an administrator lacks for an import into a foreign type; a token's scopes are asked for beside. */
export const lacksForSetting = (ctx: RequestContext, setting: ResolvedSetting): MissingRight[] => (isContentApi(ctx) ? [] : missingForeignRights(setting, canOf(ctx)));

/** What the caller may do with a target's records: own ones by import, foreign ones by the Content Manager's rights, or by scopes. */
export const rightsToTarget = (ctx: RequestContext, target: Target): Record<'create' | 'update' | 'delete', boolean> => {
  const may = (action: 'create' | 'update' | 'delete'): boolean => (isContentApi(ctx) ? holdsScope(ctx, scopeOf(target, action)) : isOwnTarget(target) ? action !== 'delete' || rightsOf(ctx)('row.delete') : mayInForeign(target, action, canOf(ctx)));
  return { create: may('create'), update: may('update'), delete: may('delete') };
};

const isContentApi = ({ state }: RequestContext): boolean => state.route?.info?.type === 'content-api';
const canOf = ({ state }: RequestContext): Can => (action, subject, field) => state.userAbility?.can(action, subject, field) ?? false;

export const scopesOfTargets = (targets: readonly Target[]): string[] =>
  targets.flatMap((target) => ['create', 'update'].map((action) => scopeOf(target, action)));

/** `action`: of the target's own routes. */
export const scopeOf = (target: Target, action: string): string => (isOwnTarget(target) ? `plugin::${PLUGIN}.${CONTROLLER[target]}.${action}` : `${target}.${action}`);

/** What an import writes: organizations too, where a contact's row may create one or change its fields. */
export const targetsWritten = ({ target, fields, organizations }: ResolvedSetting): Target[] => {
  if (target !== 'contacts') return [target];
  const mapped = fields.filter(({ field }) => field.startsWith('organization.'));
  const writes = mapped.some(({ field }) => organizations.missing === 'create' || field !== `organization.${organizations.matchBy}`);
  return writes ? ['contacts', 'organizations'] : ['contacts'];
};

/** Whether a job may go on to its import without being asked again: `start` must be no way around the right to import. */
export const mayStartUnasked = (ctx: RequestContext): boolean => holdsScope(ctx, `plugin::${PLUGIN}.job.import`) && rightsOf(ctx)('import-job.edit');

/** Whether corrections may be kept in a saved setting: a token's corrections are no way around its scopes. */
export const mayKeepRules = (ctx: RequestContext): boolean => holdsScope(ctx, `plugin::${PLUGIN}.import-setting.update`);

/** Whether rows may delete records of a target: rows that somebody writes, and rows to whose plan somebody says go. */
export const mayDeleteByImport = (ctx: RequestContext, target: Target): boolean =>
  ctx.state.route?.info?.type === 'content-api' ? holdsScope(ctx, scopeOf(target, 'delete')) : isOwnTarget(target) ? rightsOf(ctx)('row.delete') : mayInForeign(target, 'delete', canOf(ctx));

/** Scope of the statuses' own route: tokens and users hold no rights but scopes. */
export const STATUS_SCOPE = `plugin::${PLUGIN}.contact-status.update`;

/** Whether new records get recipients' statuses, which are no field that an import may write by itself. */
export const givesStatuses = ({ onCreate = {} }: Pick<ResolvedSetting, 'onCreate'>): boolean => RECIPIENT_STATUSES.some((status) => onCreate[status] !== undefined);

export const mayGiveStatuses = (ctx: RequestContext): boolean =>
  ctx.state.route?.info?.type === 'content-api' ? holdsScope(ctx, STATUS_SCOPE) : rightsOf(ctx)('recipient-status.edit');

/** Whether a target's records may be read; a read-only token reads all. */
export const mayReadTarget = (ctx: RequestContext, target: Target): boolean =>
  ctx.state.auth?.credentials?.type === 'read-only' || (holdsScope(ctx, scopeOf(target, 'find')) && (isContentApi(ctx) || mayInForeign(target, 'read', canOf(ctx))));

/** Of administrators no scope is asked. */
const holdsScope = ({ state: { route, auth } }: RequestContext, scope: string): boolean =>
  route?.info?.type !== 'content-api' ||
  (auth?.strategy?.name === 'content-api-token' && auth.credentials?.type === 'full-access') ||
  auth?.ability?.can(scope) === true;
