import type { Core } from '@strapi/strapi';
import { actorKey, type Actor } from '../contracts';
import type { TargetGrants } from '../pipeline/plan/write-limits';
import { grantsOf, type RuledAbility, type StoredPermission } from './actor-limits';
import { createPermissionGuard, type RoleAbility } from './foreign/permission-guard';
import { NO_GUARD, uniteGuards, type RecordGuard } from './foreign/record-guard';

interface AdminUser {
  id: number;
  isActive?: boolean | null;
  blocked?: boolean | null;
}
interface TokenRow {
  id: number;
  kind?: string | null;
  type?: string | null;
  expiresAt?: string | number | Date | null;
  permissions?: { action: string }[];
  adminPermissions?: StoredPermission[];
  adminUserOwner?: { id: number } | null;
}
/** Strapi's service of permissions, as far as it is asked here. */
interface Permissions {
  findUserPermissions(user: AdminUser): Promise<StoredPermission[]>;
  engine: {
    generateUserAbility(user: AdminUser): Promise<RuledAbility>;
    generateTokenAbility(permissions: StoredPermission[], owner: AdminUser): Promise<RuledAbility>;
  };
}

/** What an actor may do now, whatever it could when its job was made; null when it may not even log in. */
export interface ActorNow {
  can(action: string, subject?: string, field?: string): boolean;
  /** Which records of a foreign type it may write: the conditions of its roles. */
  guard(uid: string): RecordGuard;
  /** Whose name stands in `createdBy`. */
  adminId: number | null;
  /** What the Content Manager's permissions leave of contacts and organizations; nobody but administrators has any. */
  grants: readonly TargetGrants[];
}

/** The command line's have none: they are names of the operating system. */
const TABLE_OF_KIND = [['admin', 'admin::user'], ['admin-token', 'admin::api-token'], ['api-token', 'admin::api-token'], ['user', 'plugin::users-permissions.user']] as const;

/** Reads people and tokens as Strapi's own authentication does, but by id. */
export const createActorStore = (strapi: Core.Strapi) => {
  const find = async <T>(uid: string, id: string, populate: string[]): Promise<T | null> =>
    (await strapi.db.query(uid as 'admin::user').findOne({ where: { id }, populate })) as T | null;
  const permissions = (): Permissions => strapi.service('admin::permission') as unknown as Permissions;

  const findUser = async (id: string): Promise<AdminUser | null> => {
    const user = await find<AdminUser>('admin::user', id, ['roles']);
    return user === null || user.isActive !== true || user.blocked === true ? null : user;
  };
  const findToken = async (id: string, populate: string[]): Promise<TokenRow | null> => {
    const token = await find<TokenRow>('admin::api-token', id, populate);
    return token === null || isPast(token.expiresAt) ? null : token;
  };

  const ofUser = async (user: AdminUser): Promise<ActorNow> => {
    const ability = await permissions().engine.generateUserAbility(user);
    return {
      can: (action, subject, field) => ability.can(action, subject, field),
      guard: (uid) => createPermissionGuard(strapi, { ability: ability as unknown as RoleAbility, uid }),
      adminId: user.id,
      grants: [grantsOf(strapi, await permissions().findUserPermissions(user), ability)],
    };
  };

  return {
    /** Anybody who has an account, whether it is active or not; the name is never an e-mail address. */
    async findAdmin(id: string): Promise<{ id: string; name: string } | null> {
      const user = await find<AdminUser & { firstname?: string | null; lastname?: string | null }>('admin::user', id, []);
      if (user === null) return null;
      return { id: String(user.id), name: [user.firstname, user.lastname].filter(Boolean).join(' ') || `user ${String(user.id)}` };
    },

    async admin(id: string): Promise<ActorNow | null> {
      const user = await findUser(id);
      return user === null ? null : ofUser(user);
    },

    /**
     * An administrator's token can what its own list names, as long as its owner can log in and can it too. What narrows either narrows
     * it: a token that names no right of the Content Manager would otherwise write fields that its owner may not.
     */
    async adminToken(id: string): Promise<ActorNow | null> {
      const token = await findToken(id, ['adminPermissions', 'adminUserOwner']);
      const owner = token?.adminUserOwner == null ? null : await findUser(String(token.adminUserOwner.id));
      if (token === null || owner === null) return null;
      const named = token.adminPermissions ?? [];
      const ability = await permissions().engine.generateTokenAbility(named, owner);
      const behind = await ofUser(owner);
      const guard = (uid: string): RecordGuard => uniteGuards([createPermissionGuard(strapi, { ability: ability as unknown as RoleAbility, uid }), behind.guard(uid)]);
      return { can: (action, subject, field) => ability.can(action, subject, field) && behind.can(action, subject, field), guard, adminId: owner.id, grants: [grantsOf(strapi, named, ability), ...behind.grants] };
    },

    /** Of these, the keys of those whose account or token was deleted: one query for each kind. */
    async findGone(actors: readonly Actor[]): Promise<ReadonlySet<string>> {
      const gone = new Set<string>();
      for (const [kind, uid] of TABLE_OF_KIND) {
        const ids = [...new Set(actors.flatMap((actor) => (actor.kind === kind ? [actor.id] : [])))];
        if (ids.length === 0) continue;
        // Without its plugin there is nobody of the kind.
        const found = strapi.contentTypes[uid] === undefined ? [] : (await strapi.db.query(uid).findMany({ select: ['id'], where: { id: { $in: ids } } })) as { id: number | string }[];
        const there = new Set(found.map(({ id }) => String(id)));
        for (const id of ids) if (!there.has(id)) gone.add(actorKey({ kind, id }));
      }
      return gone;
    },

    async apiToken(id: string): Promise<ActorNow | null> {
      const token = await findToken(id, ['permissions']);
      if (token === null) return null;
      const scopes = new Set((token.permissions ?? []).map(({ action }) => action));
      return { can: (action) => token.type === 'full-access' || scopes.has(action), guard: () => NO_GUARD, adminId: null, grants: [] };
    },

    async user(id: string): Promise<ActorNow | null> {
      const user = await find<{ blocked?: boolean | null; role?: { permissions?: { action: string }[] } | null }>('plugin::users-permissions.user', id, ['role.permissions']);
      if (user === null || user.blocked === true) return null;
      const scopes = new Set((user.role?.permissions ?? []).map(({ action }) => action));
      return { can: (action) => scopes.has(action), guard: () => NO_GUARD, adminId: null, grants: [] };
    },
  };
};

const isPast = (time: TokenRow['expiresAt']): boolean => time !== null && time !== undefined && new Date(Number.isNaN(Number(time)) ? time : Number(time)).getTime() < Date.now();
