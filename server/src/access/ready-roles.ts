import { COORDINATOR_ACTIONS, IMPORTER_ACTIONS, type ActionUid } from './actions';

export interface ReadyRole {
  /** As the role is called in Strapi, where an administrator may change it afterwards. */
  name: string;
  description: string;
  actions: readonly ActionUid[];
}

/** Roles that one act makes whole. They grant nothing beyond this plugin. */
export const READY_ROLES = {
  importer: { name: 'External contacts importer', description: 'Imports contacts and organizations, from the upload to the report', actions: IMPORTER_ACTIONS },
  coordinator: { name: 'External contacts coordinator', description: 'Imports, exports, and says whom to ask, copy and transfer to', actions: COORDINATOR_ACTIONS },
} as const satisfies Record<string, ReadyRole>;

export type ReadyRoleKey = keyof typeof READY_ROLES;

/** Rights of Strapi's own that the routes about roles and people ask for. */
export const HOST_ACTIONS = {
  readRoles: 'admin::roles.read',
  createRoles: 'admin::roles.create',
  updateRoles: 'admin::roles.update',
  readUsers: 'admin::users.read',
} as const;
