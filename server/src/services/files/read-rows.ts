import { severityOf, type Issue, type RowIssue } from '../../contracts';
import { readBlock } from '../../pipeline/source';
import type { ParsedRow } from '../../pipeline/types';
import { dialectOfPart, type FileRow, type FileStore } from '../../store/files';

export type BlockReader = Pick<FileStore, 'findBlocksOfRows' | 'listBlocks' | 'loadBlock'>;

/** A row with the name of the CSV that it stands in. */
export interface FileRecord extends ParsedRow {
  file: string;
}

/** The rows `from` … `from + limit - 1`; reads only the blocks that hold them. */
export const readRows = async (store: BlockReader, file: FileRow, range: { from: number; limit: number }): Promise<FileRecord[]> => {
  const to = range.from + range.limit - 1;
  const rows: FileRecord[] = [];
  for (const { ordinal } of await store.findBlocksOfRows(file.id, { from: range.from, to })) {
    const block = await readStoredBlock(store, file, ordinal);
    rows.push(...block.filter((row) => row.row >= range.from && row.row <= to));
  }
  return rows;
};

export const readStoredBlock = async (store: BlockReader, file: FileRow, ordinal: number): Promise<FileRecord[]> => {
  const block = await store.loadBlock(file.id, ordinal);
  const name = file.parts[block.part]?.name ?? file.name;
  return readBlock(block, dialectOfPart(file, block.part), file.columns.length).map((row) => ({ ...row, file: name }));
};

/** A file as a job reads it: only blocks that hold rows, numbered from 0. */
export interface OpenFile {
  sha256: string;
  columns: string[];
  rowCount: number;
  blockCount: number;
  /** The block that holds a row, and its first row; null for a row that is not there. */
  blockOfRow: (row: number) => { ordinal: number; firstRow: number } | null;
  readBlock: (ordinal: number) => Promise<FileRecord[]>;
}

export const openStoredFile = async (store: BlockReader, file: FileRow): Promise<OpenFile> => {
  const withRows = (await store.listBlocks(file.id)).filter((block) => block.rowCount > 0);
  return {
    sha256: file.sha256,
    columns: file.columns,
    rowCount: file.rowCount,
    blockCount: withRows.length,
    blockOfRow: (row) => {
      const ordinal = withRows.findIndex(({ firstRow, rowCount }) => row >= firstRow && row < firstRow + rowCount);
      const firstRow = withRows[ordinal]?.firstRow;
      return firstRow === undefined ? null : { ordinal, firstRow };
    },
    readBlock: async (index) => {
      const block = withRows[index];
      return block === undefined ? [] : readStoredBlock(store, file, block.ordinal);
    },
  };
};

/** A row's issue as the API gives it. */
export const toIssue = (issue: RowIssue, row: FileRecord, columns: readonly string[]): Issue => ({
  code: issue.code,
  severity: severityOf(issue.code),
  file: row.file,
  row: row.row,
  line: row.line,
  column: issue.column === undefined ? null : columns[issue.column] || `#${issue.column + 1}`,
  ...(issue.params ? { params: issue.params } : {}),
});
