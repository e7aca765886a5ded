import type { Actor, Dialect, FilePart, FileState, Issue } from '../../contracts';

/** What is known of a file once it has been read to its end. */
export interface FileContent {
  sha256: string;
  size: number;
  rowCount: number;
  columns: string[];
  dialect: Dialect;
  encodingGuessed: boolean;
  parts: FilePart[];
  issues: Issue[];
}

/** A file that can be used: rows in state `uploading` are never given out. */
export interface FileRow extends FileContent {
  id: number;
  uid: string;
  name: string;
  state: FileState;
  actor: Actor;
  actorKey: string;
  /** Rows of it were blanked: its bytes are not those of its hash any more. */
  erased: boolean;
  createdMs: number;
}

export const toFileRow = (row: Record<string, unknown>): FileRow => ({
  id: Number(row['id']),
  uid: String(row['uid']),
  name: String(row['name']),
  state: row['state'] as FileState,
  sha256: String(row['sha256']),
  size: Number(row['size']),
  rowCount: Number(row['row_count']),
  columns: JSON.parse(String(row['header'])) as string[],
  dialect: JSON.parse(String(row['dialect'])) as Dialect,
  encodingGuessed: Boolean(Number(row['encoding_guessed'])),
  parts: JSON.parse(String(row['parts'])) as FilePart[],
  issues: JSON.parse(String(row['issues'])) as Issue[],
  actor: JSON.parse(String(row['actor'])) as Actor,
  actorKey: String(row['actor_key']),
  erased: Boolean(Number(row['erased'] ?? 0)),
  createdMs: Number(row['created_ms']),
});

export const toContentColumns = (content: FileContent): Record<string, unknown> => ({
  sha256: content.sha256,
  size: content.size,
  row_count: content.rowCount,
  header: JSON.stringify(content.columns),
  dialect: JSON.stringify(content.dialect),
  encoding_guessed: content.encodingGuessed,
  parts: JSON.stringify(content.parts),
  issues: JSON.stringify(content.issues),
});

/** How the bytes of one part are read. */
export const dialectOfPart = (file: Pick<FileContent, 'dialect' | 'parts'>, part: number): Dialect => file.parts[part]?.dialect ?? file.dialect;
