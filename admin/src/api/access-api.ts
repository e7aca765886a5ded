import type { PrerequisitesDto, ReadyRoleDto } from '../../../server/src/contracts';
import { API_PATH } from '../plugin-id';
import { api } from './api';

/** An administrator, as Strapi lists them. */
export interface AdminUser {
  id: number | string;
  firstname: string | null;
  lastname: string | null;
  email: string;
}

const accessApi = api.injectEndpoints({
  endpoints: (build) => ({
    // No tags: roles and people are changed in Strapi's own pages, so each visit asks again.
    listReadyRoles: build.query<ReadyRoleDto[], void>({
      query: () => ({ url: `${API_PATH}/roles` }),
      transformResponse: ({ results }: { results: ReadyRoleDto[] }) => results,
    }),
    makeRole: build.mutation<ReadyRoleDto, ReadyRoleDto['key']>({
      query: (role) => ({ url: `${API_PATH}/roles`, method: 'POST', data: { role } }),
    }),
    getPrerequisites: build.query<PrerequisitesDto, string | undefined>({
      query: (user) => ({ url: `${API_PATH}/prerequisites`, config: { params: user === undefined ? {} : { user } } }),
    }),
    searchAdmins: build.query<AdminUser[], string>({
      query: (q) => ({ url: '/admin/users', config: { params: { pageSize: 25, sort: 'firstname:ASC', ...(q === '' ? {} : { _q: q }) } } }),
      transformResponse: ({ data }: { data: { results: AdminUser[] } }) => data.results,
    }),
  }),
});

export const { useListReadyRolesQuery, useMakeRoleMutation, useGetPrerequisitesQuery, useSearchAdminsQuery } = accessApi;
