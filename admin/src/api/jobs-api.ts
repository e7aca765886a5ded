import type {
  JobCreateRequest,
  JobDto,
  JobFixesDto,
  JobFixesRequest,
  JobRowsDto,
  Outcome,
  PlanKind,
  RecordOriginDto,
  RowExplanationDto,
  Target,
  UndoPreviewDto,
} from '../../../server/src/contracts';
import { API_PATH } from '../plugin-id';
import { api, TAGS } from './api';
import type { Page } from './page';

export interface JobsQuery {
  page: number;
  pageSize: number;
  status?: string;
  target?: Target;
  q?: string;
}

export interface JobRowsQuery {
  id: string;
  plan?: PlanKind;
  outcome?: Outcome;
  code?: string;
  q?: string;
  cursor?: number;
  limit: number;
}

const LIST = { type: TAGS.job, id: 'LIST' } as const;
const URL = `${API_PATH}/jobs`;
/** What a job's own change makes out of date: itself, its rows, and what is held of them. */
const touched = (id: string) => [LIST, { type: TAGS.job, id }, { type: TAGS.jobRow, id }, TAGS.heldRow] as const;
const urlOf = (id: string, rest = ''): string => `${URL}/${encodeURIComponent(id)}${rest}`;

const jobsApi = api.injectEndpoints({
  endpoints: (build) => ({
    listJobs: build.query<Page<JobDto>, JobsQuery>({
      query: (params) => ({ url: URL, config: { params } }),
      providesTags: [LIST],
    }),
    getJob: build.query<JobDto, string>({
      query: (id) => ({ url: urlOf(id) }),
      providesTags: (_result, _error, id) => [{ type: TAGS.job, id }],
    }),
    getJobRows: build.query<JobRowsDto, JobRowsQuery>({
      query: ({ id, ...params }) => ({ url: urlOf(id, '/rows'), config: { params } }),
      providesTags: (_result, _error, { id }) => [{ type: TAGS.jobRow, id }],
    }),
    explainJobRow: build.query<RowExplanationDto, { id: string; row: number }>({
      query: ({ id, row }) => ({ url: urlOf(id, `/rows/${row}`) }),
      providesTags: (_result, _error, { id }) => [{ type: TAGS.jobRow, id }],
    }),
    getRecordOrigin: build.query<RecordOriginDto | null, { target: Target; documentId: string }>({
      query: ({ target, documentId }) => ({ url: `${API_PATH}/targets/${target}/records/${encodeURIComponent(documentId)}/origin` }),
      transformResponse: ({ origin }: { origin: RecordOriginDto | null }) => origin,
    }),
    previewUndo: build.query<UndoPreviewDto, string>({
      query: (id) => ({ url: urlOf(id, '/undo-preview') }),
    }),
    createJob: build.mutation<JobDto, JobCreateRequest>({
      query: (data) => ({ url: URL, method: 'POST', data }),
      invalidatesTags: [LIST],
    }),
    importJob: build.mutation<JobDto, { id: string; planHash: string }>({
      query: ({ id, planHash }) => ({ url: urlOf(id, '/import'), method: 'POST', data: { planHash } }),
      invalidatesTags: (_result, _error, { id }) => touched(id),
    }),
    cancelJob: build.mutation<JobDto, string>({
      query: (id) => ({ url: urlOf(id, '/cancel'), method: 'POST', data: {} }),
      invalidatesTags: (_result, _error, id) => touched(id),
    }),
    retryJob: build.mutation<JobDto, string>({
      query: (id) => ({ url: urlOf(id, '/retry'), method: 'POST', data: {} }),
      invalidatesTags: (_result, _error, id) => touched(id),
    }),
    fixJob: build.mutation<JobFixesDto, { id: string } & JobFixesRequest>({
      query: ({ id, ...data }) => ({ url: urlOf(id, '/fixes'), method: 'POST', data }),
      invalidatesTags: (_result, _error, { id }) => [...touched(id), TAGS.setting],
    }),
    purgeJob: build.mutation<JobDto, string>({
      query: (id) => ({ url: urlOf(id, '/purge'), method: 'POST', data: {} }),
      invalidatesTags: (_result, _error, id) => touched(id),
    }),
    undoJob: build.mutation<JobDto, string>({
      query: (id) => ({ url: urlOf(id, '/undo'), method: 'POST', data: {} }),
      invalidatesTags: (_result, _error, id) => touched(id),
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
  useRetryJobMutation,
  useFixJobMutation,
  usePurgeJobMutation,
  useUndoJobMutation,
  useExplainJobRowQuery,
  usePreviewUndoQuery,
  useGetRecordOriginQuery,
} = jobsApi;
