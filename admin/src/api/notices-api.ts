import type { NoticeChannelsDto, NoticeDto, WebhookDto } from '../../../server/src/contracts';
import { API_PATH } from '../plugin-id';
import { api, TAGS } from './api';

const noticesApi = api.injectEndpoints({
  endpoints: (build) => ({
    listUnreadNotices: build.query<NoticeDto[], void>({
      query: () => ({ url: `${API_PATH}/notices`, config: { params: { unread: true } } }),
      transformResponse: ({ results }: { results: NoticeDto[] }) => results,
      providesTags: [TAGS.notice],
    }),
    readNotices: build.mutation<unknown, { ids?: string[] }>({
      query: (data) => ({ url: `${API_PATH}/notices/read`, method: 'POST', data }),
      invalidatesTags: [TAGS.notice],
    }),
    getNoticeChannels: build.query<NoticeChannelsDto, void>({ query: () => ({ url: `${API_PATH}/notices/channels` }) }),
    sendTestMail: build.mutation<NoticeChannelsDto, void>({ query: () => ({ url: `${API_PATH}/notices/test`, method: 'POST', data: {} }) }),
    listWebhooks: build.query<WebhookDto[], void>({
      query: () => ({ url: `${API_PATH}/webhooks` }),
      transformResponse: ({ results }: { results: WebhookDto[] }) => results,
      providesTags: [TAGS.webhook],
    }),
    chooseWebhook: build.mutation<WebhookDto, { id: string; jobFinished: boolean }>({
      query: ({ id, ...data }) => ({ url: `${API_PATH}/webhooks/${encodeURIComponent(id)}`, method: 'PUT', data }),
      invalidatesTags: [TAGS.webhook],
    }),
  }),
});

export const { useListUnreadNoticesQuery, useReadNoticesMutation, useGetNoticeChannelsQuery, useSendTestMailMutation, useListWebhooksQuery, useChooseWebhookMutation } = noticesApi;
