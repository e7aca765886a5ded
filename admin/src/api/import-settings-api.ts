import type { ImportSettingInput, Target } from '../../../server/src/contracts';
import { API_PATH } from '../plugin-id';
import { api, TAGS } from './api';
import type { Page } from './page';

/** A saved setting: the object that a person wrote, and what the server knows about it. */
export interface ImportSettingDto {
  id: string;
  name: string;
  target: Target;
  /** Sent back with a change: 409 when somebody else saved in between. */
  version: number;
  owner: { name: string };
  own: boolean;
  setting: ImportSettingInput;
}

const LIST = { type: TAGS.setting, id: 'LIST' } as const;
const URL = `${API_PATH}/import-settings`;

const importSettingsApi = api.injectEndpoints({
  endpoints: (build) => ({
    listImportSettings: build.query<Page<ImportSettingDto>, { page: number; pageSize: number }>({
      query: (params) => ({ url: URL, config: { params } }),
      providesTags: [LIST],
    }),
    getImportSetting: build.query<ImportSettingDto, string>({
      query: (id) => ({ url: `${URL}/${encodeURIComponent(id)}` }),
      providesTags: (_result, _error, id) => [{ type: TAGS.setting, id }],
    }),
    createImportSetting: build.mutation<ImportSettingDto, ImportSettingInput>({
      query: (data) => ({ url: URL, method: 'POST', data }),
      invalidatesTags: [LIST],
    }),
    updateImportSetting: build.mutation<ImportSettingDto, { id: string; setting: ImportSettingInput }>({
      query: ({ id, setting }) => ({ url: `${URL}/${encodeURIComponent(id)}`, method: 'PUT', data: setting }),
      invalidatesTags: (_result, _error, { id }) => [LIST, { type: TAGS.setting, id }],
    }),
    deleteImportSetting: build.mutation<void, string>({
      query: (id) => ({ url: `${URL}/${encodeURIComponent(id)}`, method: 'DELETE' }),
      invalidatesTags: [LIST],
    }),
  }),
});

export const {
  useListImportSettingsQuery,
  useGetImportSettingQuery,
  useCreateImportSettingMutation,
  useUpdateImportSettingMutation,
  useDeleteImportSettingMutation,
} = importSettingsApi;
