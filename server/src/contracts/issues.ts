/**
 * A finding about a file, a row or a cell. It carries no prose and no cell value, so that it can be
 * logged, counted and translated; `params` holds numbers and names only (limits, counts, field names).
 */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Severity per code. Renaming a code is a breaking change: it stands in errors.csv, docs and translations. */
export const ISSUE_SEVERITY = {
  // file structure
  'file.empty': 'error',
  'file.no-rows': 'warning',
  'file.not-csv': 'error',
  'file.spreadsheet': 'error',
  'file.too-large': 'error',
  'file.too-many-columns': 'error',
  'file.too-many-rows': 'error',
  'file.encoding-guessed': 'warning',
  'file.encoding-unknown': 'error',
  'file.rows-ragged': 'warning',
  'header.duplicate': 'info',
  'header.blank': 'info',
  'zip.invalid': 'error',
  'zip.encrypted': 'error',
  'zip.empty': 'error',
  'zip.no-csv': 'error',
  'zip.nested': 'error',
  'zip.unsafe-name': 'error',
  'zip.duplicate-name': 'error',
  'zip.symlink': 'error',
  'zip.too-many-entries': 'error',
  'zip.ratio': 'error',
  'zip.overlap': 'error',
  'zip.mixed-columns': 'error',
  'zip.entry-ignored': 'warning',
  // one row's bytes
  'row.column-count': 'error',
  'row.empty': 'info',
  'quote.unclosed': 'error',
  'encoding.invalid': 'error',
  'cell.nul-byte': 'error',
  'cell.too-large': 'error',
  'cell.control-characters': 'warning',
  'cell.bidi-control': 'warning',
  'cell.excel-number': 'warning',
  // one value
  'required.missing': 'error',
  'email.invalid': 'error',
  'email.mixed-scripts': 'warning',
  'phone.not-normalised': 'warning',
  'country.unknown': 'error',
  'enumeration.unknown': 'error',
  'boolean.invalid': 'error',
  'consent.invalid': 'error',
  'consent.refusal-stands': 'error',
  'number.invalid': 'error',
  'date.invalid': 'error',
  'url.invalid': 'error',
  'text.too-long': 'error',
  'external-id.too-many': 'error',
  // matching and planning
  'match.no-identifier': 'warning',
  'match.ambiguous': 'error',
  'match.cluster-too-large': 'error',
  'match.shared-identifier': 'error',
  'match.shared-ignored': 'info',
  'match.domain-shared': 'error',
  'match.decided-gone': 'error',
  'mode.create-only': 'info',
  'mode.update-only': 'info',
  'file.duplicate-row': 'info',
  'file.duplicate-skipped': 'info',
  'file.duplicate-rejected': 'error',
  'row.excluded': 'info',
  'action.unknown': 'error',
  'action.skip': 'info',
  'delete.not-found': 'info',
  'delete.not-allowed': 'error',
  'organization.external-id-missing': 'error',
  'organization.not-found': 'error',
  'organization.ambiguous': 'error',
  'organization.name-missing': 'error',
  'organization.left-blank': 'warning',
  'external-id.taken': 'error',
  'username.taken': 'error',
  'row.unchanged': 'info',
  // importing
  'plan.changed-since': 'error',
  'record.deleted-since': 'error',
  'database.refused': 'error',
  'row.crashed': 'error',
  'plan.replanned': 'info',
  'job.stopped': 'info',
  // undoing
  'undo.edited-since': 'warning',
  'undo.referenced': 'warning',
  'undo.deleted-since': 'warning',
  'undo.identifier-taken': 'warning',
  'undo.merged-since': 'warning',
} as const satisfies Record<string, Severity>;

export type IssueCode = keyof typeof ISSUE_SEVERITY;
export const ISSUE_CODES = Object.keys(ISSUE_SEVERITY) as IssueCode[];

export type IssueParams = Record<string, string | number>;

/** An issue as the API, errors.csv and `import --json` give it: `row` over all files, `line` in its `file`. */
export interface Issue {
  code: IssueCode;
  severity: Severity;
  file: string | null;
  row: number | null;
  line: number | null;
  /** The header of the column as it stands in the file, `#3` when the header is blank. */
  column: string | null;
  params?: IssueParams;
}

/** The same inside the engine: the row knows its own number and line, the column is an index from 0. */
export interface RowIssue {
  code: IssueCode;
  column?: number;
  params?: IssueParams;
}

export const severityOf = (code: IssueCode): Severity => ISSUE_SEVERITY[code];
export const isBlocking = (issue: RowIssue): boolean => ISSUE_SEVERITY[issue.code] === 'error';
