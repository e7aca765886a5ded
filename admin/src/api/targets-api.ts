import type { FieldDescriptor, SuggestedMapping, Target, TargetDto } from '../../../server/src/contracts';
import { API_PATH } from '../plugin-id';
import { api, TAGS } from './api';

const targetsApi = api.injectEndpoints({
  endpoints: (build) => ({
    listTargets: build.query<TargetDto[], void>({
      query: () => ({ url: `${API_PATH}/targets` }),
      transformResponse: (response: { results: TargetDto[] }) => response.results,
    }),
    getTargetFields: build.query<FieldDescriptor[], Target>({
      query: (target) => ({ url: `${API_PATH}/targets/${target}/fields` }),
      transformResponse: (response: { results: FieldDescriptor[] }) => response.results,
    }),
    suggestMapping: build.query<SuggestedMapping[], { target: Target; file: string }>({
      query: ({ target, file }) => ({ url: `${API_PATH}/targets/${target}/mapping`, method: 'POST', data: { file } }),
      transformResponse: (response: { results: SuggestedMapping[] }) => response.results,
      providesTags: (_result, _error, { file }) => [{ type: TAGS.file, id: file }],
    }),
  }),
});

export const { useListTargetsQuery, useGetTargetFieldsQuery, useSuggestMappingQuery } = targetsApi;
