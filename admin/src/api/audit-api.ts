import type { AuditAction, AuditEntryDto } from '../../../server/src/contracts';
import { API_PATH } from '../plugin-id';
import { api } from './api';
import type { Page } from './page';

export interface AuditQuery {
  page: number;
  pageSize: number;
  action?: AuditAction;
  job?: string;
  q?: string;
}

const auditApi = api.injectEndpoints({
  endpoints: (build) => ({
    // No tag: everything that is done adds an entry, and the page asks again each time it is opened.
    listAudit: build.query<Page<AuditEntryDto>, AuditQuery>({ query: (params) => ({ url: `${API_PATH}/audit`, config: { params } }) }),
  }),
});

export const { useListAuditQuery } = auditApi;
