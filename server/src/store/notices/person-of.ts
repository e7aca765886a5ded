import type { Core } from '@strapi/strapi';
import type { Actor } from '../../contracts';

/** Where somebody can be written to, and in which language. */
export interface Person {
  address: string;
  language: string | null;
}

interface AdminRow { email?: string | null; preferedLanguage?: string | null; isActive?: boolean | null; blocked?: boolean | null }
interface UserRow { email?: string | null; blocked?: boolean | null }

/** Only the person behind the job, as Strapi knows him now; null for tokens, the command line, and whoever may not log in any more. */
export const personOf = async (strapi: Core.Strapi, { kind, id }: Pick<Actor, 'kind' | 'id'>): Promise<Person | null> => {
  const find = async <T>(uid: string): Promise<T | null> => (await strapi.db.query(uid as 'admin::user').findOne({ where: { id } })) as T | null;
  if (kind === 'admin') {
    const admin = await find<AdminRow>('admin::user');
    return admin === null || !admin.email || admin.isActive !== true || admin.blocked === true ? null : { address: admin.email, language: admin.preferedLanguage ?? null };
  }
  if (kind === 'user') {
    const user = await find<UserRow>('plugin::users-permissions.user');
    return user === null || !user.email || user.blocked === true ? null : { address: user.email, language: null };
  }
  return null;
};
