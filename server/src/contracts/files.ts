import type { Issue } from './issues';
import type { Delimiter, Encoding } from './import-setting';
import type { OutcomeCounts } from './jobs';

export const FILE_STATES = ['uploading', 'ready', 'purged'] as const;
export type FileState = (typeof FILE_STATES)[number];

/** How a file's bytes are read: found by detection, or chosen by a person. Frozen with the blocks that it cut. */
export interface Dialect {
  encoding: Exclude<Encoding, 'auto'>;
  /** Bytes of byte-order marks before the first record. */
  bomBytes: number;
  delimiter: Exclude<Delimiter, 'auto'>;
  header: boolean;
  /** An Excel `sep=;` line stands before the header. */
  sepLine: boolean;
  /** The limit that the file was cut with: its blocks must be read with the same, whatever the configuration says later. */
  maxCellBytes?: number;
}

/** What a person may say instead of detection. */
export interface DialectChoice {
  encoding?: Encoding;
  delimiter?: Delimiter;
  header?: boolean | 'auto';
}

/** One CSV of a file: the file itself, or an entry of a zip. */
export interface FilePart {
  name: string;
  firstRow: number;
  rows: number;
  /** Where it differs from the file's: entries of a zip need not be encoded alike. */
  dialect?: Dialect;
}

/** `POST /files`, `GET /files/:id`. */
export interface ImportFileDto {
  id: string;
  name: string;
  sha256: string;
  bytes: number;
  rows: number;
  /** Header texts as they stand in the file: may be blank or equal. */
  columns: string[];
  /** The same to show, each different: `Email (2)`, `Column 3`. */
  columnLabels: string[];
  dialect: Dialect;
  /** True where encoding was guessed and a person should look at it. */
  encodingGuessed: boolean;
  parts: FilePart[];
  issues: Issue[];
  /** What jobs of the same bytes have done, of those that one may see: the newest five. */
  importedBefore: { job: string; name: string; at: string; outcome: OutcomeCounts }[];
  /** The job whose errors.csv this is, perhaps corrected: it goes back there as a fix. */
  reportOf: string | null;
  /** Names of the presets whose files have such a header, the best first. */
  presets: string[];
  createdAt: string;
}

/** `GET /files/:id/values?column=3`: what stands in a column (its index from 0) of the file's first rows. */
export interface FileValuesDto {
  column: number;
  /** Rows that were counted: the file's first ones. */
  rowsSeen: number;
  total: number;
  /** Cells that are blank. */
  blank: number;
  /** Different values among them. */
  distinct: number;
  /** The most frequent ones, trimmed; equal counts in the order of the file. */
  values: { value: string; count: number }[];
}

/** `GET /files/:id/preview?row=1&limit=10` */
export interface FilePreviewDto {
  columns: string[];
  columnLabels: string[];
  rows: { row: number; line: number; cells: string[]; issues: Issue[] }[];
  total: number;
}
