import type { Core } from '@strapi/strapi';
import type { JobDto } from '../../server/src/contracts';
import type { Rights, Viewer as PluginViewer } from '../../server/src/access';
import type { Services as PluginServices } from '../../server/src/services/interfaces';

/** Types only, for checking this plain JavaScript against the services that it calls; nothing here exists at run time. */
export interface Runner {
  /** Runs the job to its next resting state in this process. */
  drive(uid: string): Promise<JobDto>;
  verify(uid: string): Promise<{ ok: boolean } & Record<string, unknown>>;
  /** A live server works on this database (SQLite takes only one writer). */
  isServedElsewhere?(): Promise<boolean>;
}
export type Services = PluginServices & { runner: Runner };
export type Viewer = PluginViewer;
export type Job = JobDto;
export type { ImportFileDto as File, Issue, ImportSettingInput, Target } from '../../server/src/contracts';

/** On whose behalf the command acts. */
export interface Person { viewer: Viewer; rights: Rights }

export interface App {
  strapi: Core.Strapi;
  service<Name extends keyof Services>(name: Name): Services[Name];
  close(): Promise<void>;
}

export interface Options {
  app?: string; as?: string; setting?: string; name?: string; 'create-source'?: boolean; 'validate-only'?: boolean;
  preset?: string; source?: string; output?: string;
  yes?: boolean; preview?: boolean; json?: boolean; help?: boolean; verbose?: boolean; sample?: boolean;
}

/** What a command gets. `open` boots Strapi, so that wrong arguments answer at once. */
export interface Context { options: Options; arguments: string[]; open: () => Promise<App> }
export type Command = (context: Context) => Promise<number>;
