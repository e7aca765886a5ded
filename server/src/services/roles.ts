import type { Core } from '@strapi/strapi';
import { actionId, IMPORTER_ACTIONS, READY_ROLES, type ReadyRoleKey } from '../access';
import { conflict, notFound, type PrerequisitesDto, type ReadyRoleDto } from '../contracts';
import { createActorStore } from '../store/actor-store';
import { serviceOf } from './interfaces';

interface StrapiRole {
  id: number | string;
  permissions?: { action: string }[];
}
/** Strapi's own service of roles, as far as we use it. */
interface RoleService {
  findOne(where: { name: string }, populate: string[]): Promise<StrapiRole | null>;
  create(role: { name: string; description: string }): Promise<StrapiRole>;
  assignPermissions(id: number | string, permissions: { action: string; subject: null }[]): Promise<unknown>;
  deleteByIds(ids: (number | string)[]): Promise<unknown>;
}

/** Ready-made roles, and what somebody lacks for an import. */
export const createRoles = ({ strapi }: { strapi: Core.Strapi }) => {
  const roles = strapi.service('admin::role') as unknown as RoleService;
  const actors = createActorStore(strapi);

  const show = async (key: ReadyRoleKey): Promise<ReadyRoleDto> => {
    const { name, actions } = READY_ROLES[key];
    const role = await roles.findOne({ name }, ['permissions']);
    const held = new Set((role?.permissions ?? []).map(({ action }) => action));
    return { key, name, actions: [...actions], role: role === null ? null : { id: String(role.id), missing: actions.filter((action) => !held.has(actionId(action))) } };
  };

  return {
    list: async (): Promise<ReadyRoleDto[]> => [await show('importer'), await show('coordinator')],

    /** Throws 409 `role.exists` where a role has the name: what somebody has made of it stays. */
    async create(key: ReadyRoleKey): Promise<ReadyRoleDto> {
      const { name, description, actions } = READY_ROLES[key];
      if ((await roles.findOne({ name }, [])) !== null) throw conflict('role.exists', `There is a role ${name} already`);
      const { id } = await roles.create({ name, description });
      try {
        await roles.assignPermissions(id, actions.map((action) => ({ action: actionId(action), subject: null })));
      } catch (error) {
        await roles.deleteByIds([id]);
        throw error;
      }
      return show(key);
    },

    /** Of an administrator, by id. `holds` answers instead of their roles where somebody asks for themselves: a token may less than its owner. */
    async prerequisites(id: string, holds?: (action: string) => boolean): Promise<PrerequisitesDto> {
      const person = await actors.findAdmin(id);
      if (person === null) throw notFound('administrator');
      const now = await actors.admin(id);
      const may = holds ?? ((action: string): boolean => now?.can(action) === true);
      return {
        user: person,
        isActive: now !== null,
        rights: IMPORTER_ACTIONS.map((uid) => ({ uid, isHeld: may(actionId(uid)) })),
        activeSources: (await serviceOf(strapi, 'external-sources').list({ activeOnly: true })).length,
      };
    },
  };
};

export type Roles = ReturnType<typeof createRoles>;
