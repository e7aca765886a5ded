import { randomBytes } from 'node:crypto';
import type { TestApp } from './boot-strapi';
import { anonymous } from './http';

export interface TestAdmin {
  id: number;
  email: string;
  password: string;
  /** Bearer token for admin routes. */
  token: string;
}

interface AdminRole { id: number; code: string }

/** What Strapi's services of the same names offer, as far as tests use it. */
interface UserService { create: (values: Record<string, unknown>) => Promise<{ id: number }> }
interface RoleService {
  getSuperAdmin: () => Promise<AdminRole | null>;
  create: (values: { name: string; description: string }) => Promise<AdminRole>;
  assignPermissions: (roleId: number, permissions: { action: string; subject: string | null; properties?: object; conditions?: string[] }[]) => Promise<unknown>;
}
interface ApiTokenService { create: (values: Record<string, unknown>, owner?: { id: number }) => Promise<{ id: number; accessKey: string }> }

/** Strapi's own types know the services by uid only. */
const service = <T>(app: TestApp, uid: `admin::${string}`): T => app.strapi.service(uid) as unknown as T;

export const createSuperAdmin = async (app: TestApp): Promise<TestAdmin> => {
  const role = await service<RoleService>(app, 'admin::role').getSuperAdmin();
  if (role === null) throw new Error('Strapi made no super admin role');
  return createAdminInRole(app, role.id);
};

export interface Grant { action: string; subject?: string; properties?: object; conditions?: string[] }

/** An administrator whose role has exactly these actions (`plugin::external-contacts.import-job.view`, …). */
export const createAdminWith = async (app: TestApp, grants: readonly (string | Grant)[]): Promise<TestAdmin> => {
  const roles = service<RoleService>(app, 'admin::role');
  const role = await roles.create({ name: `Role ${randomBytes(4).toString('hex')}`, description: 'Made by a test' });
  const permissions = grants.map((grant) => (typeof grant === 'string' ? { action: grant, subject: null } : { subject: null, ...grant }));
  await roles.assignPermissions(role.id, permissions);
  return createAdminInRole(app, role.id);
};

export const createAdminInRole = async (app: TestApp, roleId: number): Promise<TestAdmin> => {
  const email = `admin-${randomBytes(4).toString('hex')}@example.com`;
  const password = `Aa1${randomBytes(12).toString('hex')}`;
  const users = service<UserService>(app, 'admin::user');
  const user = await users.create({ email, password, firstname: 'Test', lastname: 'Admin', isActive: true, registrationToken: null, roles: [roleId] });
  return { id: user.id, email, password, token: await logIn(app, email, password) };
};

export const logIn = async (app: TestApp, email: string, password: string): Promise<string> => {
  const answer = await anonymous(app).post('/admin/login').send({ email, password });
  const token = (answer.body as { data?: { token?: string } }).data?.token;
  if (token === undefined) throw new Error(`Cannot log in as ${email}: ${answer.status} ${answer.text}`);
  return token;
};

export type ApiTokenScope = { type: 'full-access' } | { type: 'read-only' } | { type: 'custom'; permissions: string[] };

/** A content-API token; `permissions` are scopes such as `plugin::external-contacts.job.find`. */
export const createApiToken = async (app: TestApp, scope: ApiTokenScope): Promise<string> => {
  const tokens = service<ApiTokenService>(app, 'admin::api-token');
  const token = await tokens.create({ name: `Token ${randomBytes(4).toString('hex')}`, description: '', lifespan: null, ...scope });
  return token.accessKey;
};

/** An administrator's API token: it reaches the admin routes, with these rights of its owner's. */
export const createAdminToken = async (app: TestApp, owner: TestAdmin, grants: readonly (string | Grant)[]): Promise<{ id: number; token: string }> => {
  const tokens = service<ApiTokenService>(app, 'admin::api-token-admin');
  const adminPermissions = grants.map((grant) => ({ subject: null, properties: {}, conditions: [], ...(typeof grant === 'string' ? { action: grant } : grant) }));
  const { id, accessKey } = await tokens.create({ kind: 'admin', name: `Token ${randomBytes(4).toString('hex')}`, description: '', lifespan: null, adminPermissions, adminUserOwner: owner.id }, { id: owner.id });
  return { id, token: accessKey };
};

/** Somebody of users-permissions whose role has these scopes, logged in. */
export const createUser = async (app: TestApp, scopes: readonly string[]): Promise<{ id: number; roleId: number; token: string }> => {
  const name = randomBytes(4).toString('hex');
  const role = (await app.strapi.db.query('plugin::users-permissions.role').create({ data: { name: `Role ${name}`, type: `role-${name}`, description: '' } })) as { id: number };
  await app.strapi.db.query('plugin::users-permissions.permission').createMany({ data: scopes.map((action) => ({ action })) });
  const made = (await app.strapi.db.query('plugin::users-permissions.permission').findMany({ where: { action: { $in: [...scopes] }, role: { id: { $null: true } } } })) as { id: number }[];
  for (const { id } of made) await app.strapi.db.query('plugin::users-permissions.permission').update({ where: { id }, data: { role: role.id } });
  const password = `Aa1${randomBytes(12).toString('hex')}`;
  const user = (await app.strapi.documents('plugin::users-permissions.user').create({ data: { username: `user-${name}`, email: `user-${name}@example.com`, password, provider: 'local', confirmed: true, blocked: false, role: role.id } as never })) as unknown as { id: number };
  const answer = await anonymous(app).post('/api/auth/local').send({ identifier: `user-${name}`, password });
  const token = (answer.body as { jwt?: string }).jwt;
  if (token === undefined) throw new Error(`Cannot log in as user-${name}: ${answer.status} ${answer.text}`);
  return { id: user.id, roleId: role.id, token };
};
