import { API_PATH } from '../plugin-id';
import { api, TAGS } from './api';

export interface ExternalSourceInput {
  name: string;
  active: boolean;
  urlTemplate: string | null;
}
export interface ExternalSourceDto extends ExternalSourceInput {
  id: string;
}

const LIST = { type: TAGS.source, id: 'LIST' } as const;
const URL = `${API_PATH}/external-sources`;

const externalSourcesApi = api.injectEndpoints({
  endpoints: (build) => ({
    listExternalSources: build.query<ExternalSourceDto[], void>({
      query: () => ({ url: URL }),
      transformResponse: (response: { results: ExternalSourceDto[] }) => response.results,
      providesTags: [LIST],
    }),
    createExternalSource: build.mutation<ExternalSourceDto, ExternalSourceInput>({
      query: (data) => ({ url: URL, method: 'POST', data }),
      invalidatesTags: [LIST],
    }),
    updateExternalSource: build.mutation<ExternalSourceDto, { id: string; source: ExternalSourceInput }>({
      query: ({ id, source }) => ({ url: `${URL}/${encodeURIComponent(id)}`, method: 'PUT', data: source }),
      invalidatesTags: [LIST],
    }),
    deleteExternalSource: build.mutation<void, string>({
      query: (id) => ({ url: `${URL}/${encodeURIComponent(id)}`, method: 'DELETE' }),
      invalidatesTags: [LIST],
    }),
  }),
});

export const {
  useListExternalSourcesQuery,
  useCreateExternalSourceMutation,
  useUpdateExternalSourceMutation,
  useDeleteExternalSourceMutation,
} = externalSourcesApi;
