import type { Core } from '@strapi/strapi';
import type { ResolvedSetting, RowIssue, Target } from '../../contracts';
import type { Candidate, ParsedRow } from '../../pipeline/types';
import type { Database } from '../../store/sql/client';
import type { RecordGuard } from '../../store/foreign/record-guard';
import type { RecordTables } from '../../store/records/record-tables';
import type { UndoTables } from '../../store/undo';
import type { PluginConfig } from '../../config/plugin-config';
import type { OpenFile } from '../files/read-rows';
import type { WriteLimits } from '../../pipeline/plan/write-limits';
import type { RecordMatcher } from '../../pipeline/plan/write-permits';
import type { ActorRights } from './actor-rights';

/** What a run is made of; put together once per process in `create-runner.ts`. */
export interface EngineParts {
  database: Database;
  tables: RecordTables;
  undoTables: UndoTables;
  config: PluginConfig;
  log: Core.Strapi['log'];
  rights: ActorRights;
  /** The administrator behind the job that runs, for `createdBy`; absent between jobs. */
  adminId?: number | null;
  /** Which records of a foreign type the job that runs may write; absent between jobs. */
  guard?: RecordGuard;
  /** Whether rows of the job that runs may delete records; absent between jobs. */
  mayDelete?: boolean;
  /** What narrows the job that runs; absent between jobs. */
  limits?: WriteLimits | null;
  matcher: RecordMatcher;
  owner: string;
  /** Of this process, as others see it. */
  role: string;
  /** The plugin's. */
  version: string;
  isDead(owner: string): boolean;
  openFile(fileId: number): Promise<OpenFile>;
  createMapper(setting: ResolvedSetting, columns: readonly string[]): (row: ParsedRow) => Candidate;
  /** Fields that a merge takes over: all that an import may write, and no external ID. */
  fieldsOf(target: Target): string[];
  missingRequired(setting: ResolvedSetting): (candidate: Candidate) => RowIssue[];
  /** Yields to the event loop; throws ShuttingDown once the process is told to stop. */
  breathe(): Promise<void>;
}
