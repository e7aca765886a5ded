import type { DecideManyRequest, DecideRequest, DecisionsDto, HeldRowDto } from '../../../server/src/contracts';
import { API_PATH } from '../plugin-id';
import { api, TAGS } from './api';
import type { Page } from './page';

export interface HeldRowsQuery {
  page: number;
  pageSize: number;
  job?: string;
  state?: 'open' | 'decided';
}

const URL = `${API_PATH}/held-rows`;
/** A decision has a waiting job planned anew. */
const TOUCHED = [TAGS.heldRow, TAGS.job, TAGS.jobRow] as const;

const heldRowsApi = api.injectEndpoints({
  endpoints: (build) => ({
    listHeldRows: build.query<Page<HeldRowDto>, HeldRowsQuery>({
      query: (params) => ({ url: URL, config: { params } }),
      providesTags: [TAGS.heldRow],
    }),
    decideHeldRow: build.mutation<DecisionsDto, { id: string } & DecideRequest>({
      query: ({ id, ...data }) => ({ url: `${URL}/${encodeURIComponent(id)}/decide`, method: 'POST', data }),
      invalidatesTags: (result) => (result === undefined ? [] : TOUCHED),
    }),
    decideHeldRows: build.mutation<DecisionsDto, DecideManyRequest>({
      query: (data) => ({ url: `${URL}/decide`, method: 'POST', data }),
      invalidatesTags: (result) => (result === undefined ? [] : TOUCHED),
    }),
  }),
});

export const { useListHeldRowsQuery, useDecideHeldRowMutation, useDecideHeldRowsMutation } = heldRowsApi;
