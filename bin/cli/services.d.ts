import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';

/** What the command line calls of the plugin's services, so that its plain JavaScript is checked. The shapes are those of server/src/contracts. */
export interface Actor { kind: 'admin' | 'command-line'; id: string; name: string }
export interface Viewer { actor: Actor; all: boolean }

export interface Issue { code: string; severity: string; file: string | null; row: number | null; line: number | null; column: string | null }
export type Counts = Record<string, number>;

export interface Job {
  id: string;
  name: string;
  state: string;
  reason: string | null;
  rows: number;
  planHash: string | null;
  plan: Counts | null;
  outcome: Counts | null;
  issueCounts: Counts;
  progress: { phase: string | null; done: number; total: number; rowsPerSecond: number | null };
  error: { code: string; message: string } | null;
}

export interface ImportFile { id: string; rows: number; columns: string[]; issues: Issue[] }

export interface Verification { ok: boolean; [detail: string]: unknown }

export interface Services {
  files: { upload(request: { stream: Readable; name: string; actor: Actor; choice?: object }): Promise<ImportFile> };
  jobs: {
    create(request: { file: string; setting: string | object; name?: string; start: 'wait' }, actor: Actor): Promise<Job>;
    get(uid: string, viewer: Viewer): Promise<Job>;
    import(uid: string, request: { planHash: string }, viewer: Viewer): Promise<Job>;
    issues(uid: string, page: { limit: number }, viewer: Viewer): Promise<{ issues: Issue[] } | Issue[]>;
    list(query: object, viewer: Viewer): Promise<unknown>;
  };
  runner: {
    drive(uid: string): Promise<Job>;
    verify(uid: string): Promise<Verification>;
    isServedElsewhere?(): Promise<boolean>;
  };
  'external-sources': { create(values: { name: string }, viewer: Viewer): Promise<unknown> };
  targets: { template(target: string, options: object): Promise<string> | string };
  contacts: { reindex?(): Promise<unknown> };
}

export interface App {
  strapi: Core.Strapi;
  service<Name extends keyof Services>(name: Name): Services[Name];
  close(): Promise<void>;
}

export interface Options {
  app?: string; as?: string; setting?: string; name?: string; preset?: string; 'create-source'?: boolean; 'validate-only'?: boolean;
  yes?: boolean; json?: boolean; help?: boolean; verbose?: boolean; sample?: boolean;
}

/** What a command gets. `open` boots Strapi, so that wrong arguments answer at once. */
export interface Context { options: Options; arguments: string[]; open: () => Promise<App> }
export type Command = (context: Context) => Promise<number>;
