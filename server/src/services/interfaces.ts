import type { Core } from '@strapi/strapi';
import { OperationError, type Actor, type Issue, type JobCreateRequest, type JobDto, type JobFixesDto, type JobFixesRequest, type JobImportRequest, type JobRetryRequest, type JobRowDto, type JobRowsDto, type Target } from '../contracts';
import type { Rights, Viewer } from '../access';
import type { Audit } from './audit';
import type { BackgroundExports } from './background-exports/create-background-exports';
import type { ContactValues } from './contact-values';
import type { Contacts } from './contacts';
import type { DefinitionsService } from './definitions/create-definitions';
import type { Erasures } from './erasures/create-erasures';
import type { Exports } from './exports';
import type { ExternalSources } from './external-sources';
import type { Files } from './files';
import type { Explanations } from './jobs/explain-row';
import type { Health } from './health';
import type { HeldRows } from './held-rows';
import type { AssertMayStart } from './jobs/create-job';
import type { Undos } from './jobs/undo-jobs';
import type { ImportSettings } from './import-settings';
import type { Maintenance } from './maintenance';
import type { Notices } from './notices/create-notices';
import type { Retention } from './retention';
import type { Segments } from './segments';
import type { Targets } from './targets';

export interface Pagination {
  page: number;
  pageSize: number;
  pageCount: number;
  total: number;
}
export interface Page<T> {
  results: T[];
  pagination: Pagination;
}

export type { HeldRowQuery } from './held-rows';

export interface JobQuery {
  page?: number;
  pageSize?: number;
  status?: string;
  target?: Target;
  q?: string;
}
export interface JobRowQuery {
  plan?: string;
  outcome?: string;
  code?: string;
  q?: string;
  cursor?: number;
  limit?: number;
}
export interface CsvDownload {
  name: string;
  lines: AsyncIterable<string>;
}

export interface JobCreateOptions {
  /** The same key and request again give the same job. */
  idempotencyKey?: string | undefined;
  assertMayStart?: AssertMayStart;
}

export interface Jobs {
  create(request: JobCreateRequest, actor: Actor, options?: JobCreateOptions): Promise<JobDto>;
  get(id: string, viewer: Viewer): Promise<JobDto>;
  list(query: JobQuery, viewer: Viewer): Promise<Page<JobDto>>;
  import(id: string, request: JobImportRequest, viewer: Viewer): Promise<JobDto>;
  cancel(id: string, viewer: Viewer): Promise<JobDto>;
  fix(id: string, request: JobFixesRequest, viewer: Viewer, rights: Rights): Promise<JobFixesDto>;
  retry(id: string, request: JobRetryRequest, viewer: Viewer): Promise<JobDto>;
  rows(id: string, query: JobRowQuery, viewer: Viewer): Promise<JobRowsDto>;
  row(id: string, row: number, viewer: Viewer): Promise<JobRowDto>;
  issues(id: string, query: JobRowQuery, viewer: Viewer): Promise<{ issues: Issue[]; nextCursor: number | null }>;
  errorsCsv(id: string, viewer: Viewer): Promise<CsvDownload>;
  resultsCsv(id: string, viewer: Viewer, options?: { withRecords?: boolean }): Promise<CsvDownload>;
}

export interface Services {
  audit: Audit;
  files: Files;
  jobs: Jobs;
  health: Health;
  'held-rows': HeldRows;
  targets: Targets;
  'background-exports': BackgroundExports;
  contacts: Contacts;
  'contact-values': ContactValues;
  definitions: DefinitionsService;
  explanations: Explanations;
  erasures: Erasures;
  exports: Exports;
  'external-sources': ExternalSources;
  'import-settings': ImportSettings;
  maintenance: Maintenance;
  notices: Notices;
  retention: Retention;
  segments: Segments;
  undos: Undos;
}

/** The plugin's services by name, typed; `strapi.plugin('external-contacts').service(NAME)` for everybody else. */
export const serviceOf = <Name extends keyof Services>(strapi: Core.Strapi, name: Name): Services[Name] => {
  const service = strapi.plugin('external-contacts').service(name) as unknown as Services[Name] | undefined;
  if (service === undefined) throw new OperationError('service.missing', 501, `This build has no ${name}`);
  return service;
};
