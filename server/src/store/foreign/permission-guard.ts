import type { Core } from '@strapi/strapi';
import type { RecordGuard } from './record-guard';

/** What of CASL's ability a guard asks. */
export interface RoleAbility {
  can(action: string, subject?: unknown, field?: string): boolean;
  rulesFor?(action: string, subject: string): { conditions?: unknown }[];
}

const ACTION = { create: 'plugin::content-manager.explorer.create', update: 'plugin::content-manager.explorer.update', delete: 'plugin::content-manager.explorer.delete' } as const;

/**
 * The Content Manager's own question, asked for a slice's records at once: may this person change this record? As there, conditions do not concern creating.
 */
export const createPermissionGuard = (strapi: Core.Strapi, { ability, uid }: { ability: RoleAbility; uid: string }): RecordGuard => {
  const allowed = async (action: string, ids: readonly number[]): Promise<Set<number>> => {
    if (!ability.can(action, uid)) return new Set();
    if (ability.rulesFor?.(action, uid).every(({ conditions }) => conditions === undefined || conditions === null) === true) return new Set(ids);
    const service = strapi.service('admin::permission') as unknown as { createPermissionsManager(options: object): { toSubject(record: object): unknown } };
    const manager = service.createPermissionsManager({ ability, action, model: uid });
    const records = (await strapi.db.query(uid as never).findMany({ where: { id: { $in: [...ids] } }, populate: { createdBy: { populate: { roles: true } } } } as never)) as { id: number }[];
    return new Set(records.filter((record) => ability.can(action, manager.toSubject(record))).map(({ id }) => Number(id)));
  };
  return {
    mayCreate: () => ability.can(ACTION.create, uid),
    mayUpdate: (ids) => allowed(ACTION.update, ids),
    mayDelete: (ids) => allowed(ACTION.delete, ids),
  };
};
