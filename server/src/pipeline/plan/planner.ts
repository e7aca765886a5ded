import type { ResolvedSetting, RowIssue, Target } from '../../contracts';
import type { MatchStep } from '../match/compile-match-by';
import type { MatchSources } from '../match/find-hits';
import type { PreparedRow, RowDecision } from '../match/prepare-row';
import type { SharedGuard } from '../match/shared-guard';
import type { Candidate } from '../types';
import type { FieldRules } from './field-rules';
import type { JobIndex } from './job-index';
import type { OrganizationAnswer, OrganizationBook } from './organization-book';
import type { StateBook } from './state-book';
import type { Occurrences } from './survey-file';
import type { WritePermits } from './write-permits';

/** A row whose organization is resolved. */
export interface ResolvedRow {
  row: PreparedRow;
  answer: OrganizationAnswer;
  issues: RowIssue[];
}

/** All that deciding a row needs; made once per run. */
export interface RowPlanner {
  /** documentId of the record that a row creates. */
  documentIdOf(row: number): string;
  target: Target;
  setting: ResolvedSetting;
  steps: MatchStep[];
  rules: FieldRules;
  /** Fields that a merge takes over: all of the target's. */
  mergeFields: readonly string[];
  guard: SharedGuard;
  occurrences: Occurrences | null;
  /** What people have decided about rows that were held. */
  decisions: ReadonlyMap<number, RowDecision>;
  /** Rows that people have left out. */
  excluded: ReadonlySet<number>;
  /** Whether whoever started the job may delete by import. */
  mayDelete: boolean;
  /** What whoever is behind the job may write; null: all that an import writes. */
  permits: WritePermits | null;
  missingRequired(candidate: Candidate): RowIssue[];
  sources: MatchSources;
  states: StateBook;
  organizations: OrganizationBook;
  index: JobIndex;
}
