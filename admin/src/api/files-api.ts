import type { DialectChoice, FilePreviewDto, FileValuesDto, ImportFileDto } from '../../../server/src/contracts';
import { API_PATH } from '../plugin-id';
import { api, TAGS } from './api';

const filesApi = api.injectEndpoints({
  endpoints: (build) => ({
    getFile: build.query<ImportFileDto, string>({
      query: (id) => ({ url: `${API_PATH}/files/${encodeURIComponent(id)}` }),
      providesTags: (_result, _error, id) => [{ type: TAGS.file, id }],
    }),
    previewFile: build.query<FilePreviewDto, { id: string; row: number; limit: number }>({
      query: ({ id, row, limit }) => ({
        url: `${API_PATH}/files/${encodeURIComponent(id)}/preview`,
        config: { params: { row, limit } },
      }),
      providesTags: (_result, _error, { id }) => [{ type: TAGS.file, id }],
    }),
    countFileValues: build.query<FileValuesDto, { id: string; column: number }>({
      query: ({ id, column }) => ({ url: `${API_PATH}/files/${encodeURIComponent(id)}/values`, config: { params: { column } } }),
      providesTags: (_result, _error, { id }) => [{ type: TAGS.file, id }],
    }),
    parseFile: build.mutation<ImportFileDto, { id: string; choice: DialectChoice }>({
      query: ({ id, choice }) => ({ url: `${API_PATH}/files/${encodeURIComponent(id)}/parse`, method: 'POST', data: choice }),
      invalidatesTags: (_result, _error, { id }) => [{ type: TAGS.file, id }],
    }),
  }),
});

export const { useGetFileQuery, usePreviewFileQuery, useCountFileValuesQuery, useParseFileMutation } = filesApi;
