import type { JobCreateRequest, JobDto, JobRowsDto, Outcome, PlanKind } from '../../../server/src/contracts';
import { API_PATH } from '../plugin-id';
import { api, TAGS } from './api';
import type { Page } from './page';

export interface JobRowsQuery {
  id: string;
  plan?: PlanKind;
  outcome?: Outcome;
  code?: string;
  cursor?: number;
  limit: number;
}

const LIST = { type: TAGS.job, id: 'LIST' } as const;
const URL = `${API_PATH}/jobs`;
const urlOf = (id: string, rest = ''): string => `${URL}/${encodeURIComponent(id)}${rest}`;

const jobsApi = api.injectEndpoints({
  endpoints: (build) => ({
    listJobs: build.query<Page<JobDto>, { page: number; pageSize: number }>({
      query: (params) => ({ url: URL, config: { params } }),
      providesTags: [LIST],
    }),
    getJob: build.query<JobDto, string>({
      query: (id) => ({ url: urlOf(id) }),
      providesTags: (_result, _error, id) => [{ type: TAGS.job, id }],
    }),
    getJobRows: build.query<JobRowsDto, JobRowsQuery>({
      query: ({ id, ...params }) => ({ url: urlOf(id, '/rows'), config: { params } }),
    }),
    createJob: build.mutation<JobDto, JobCreateRequest>({
      query: (data) => ({ url: URL, method: 'POST', data }),
      invalidatesTags: [LIST],
    }),
    importJob: build.mutation<JobDto, { id: string; planHash: string }>({
      query: ({ id, planHash }) => ({ url: urlOf(id, '/import'), method: 'POST', data: { planHash } }),
      invalidatesTags: (_result, _error, { id }) => [LIST, { type: TAGS.job, id }],
    }),
    cancelJob: build.mutation<JobDto, string>({
      query: (id) => ({ url: urlOf(id, '/cancel'), method: 'POST', data: {} }),
      invalidatesTags: (_result, _error, id) => [LIST, { type: TAGS.job, id }],
    }),
  }),
});

export const {
  useListJobsQuery,
  useGetJobQuery,
  useGetJobRowsQuery,
  useCreateJobMutation,
  useImportJobMutation,
  useCancelJobMutation,
} = jobsApi;
