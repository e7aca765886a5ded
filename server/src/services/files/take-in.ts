import { badRequest, OperationError, type DialectChoice, type FilePart, type Issue, type Limits } from '../../contracts';
import { readPart, type PartSummary } from '../../pipeline/source';
import { yieldToEventLoop } from '../../store/database';
import type { FileContent, FileStore, StoredBlock } from '../../store/files';

export interface IncomingPart {
  name: string;
  read: () => AsyncIterable<Buffer>;
}

export interface TakeInOptions {
  store: Pick<FileStore, 'saveBlocks'>;
  fileId: number;
  choice: DialectChoice;
  limits: Limits;
  /** Parts of a zip: their columns must agree. */
  parts: readonly IncomingPart[];
}

/** Blocks that one transaction stores: a handful of MiB, some 20 ms on SQLite. */
const BATCH_BLOCKS = 4;

/** Streams the parts into blocks; gives what was learnt of them. In memory at any time: one batch of blocks. */
export const takeIn = async (options: TakeInOptions): Promise<Omit<FileContent, 'sha256' | 'size'>> => {
  const summaries: PartSummary[] = [];
  const parts: FilePart[] = [];
  const issues: Issue[] = [];
  const position = { ordinal: 0, firstRow: 1, byteOffset: 0 };

  for (const [index, part] of options.parts.entries()) {
    const summary = await inPart(part.name, options.parts.length, () => storePart(options, part, index, position));
    const first = summaries[0];
    if (first !== undefined && !isSameList(first.columns, summary.columns)) {
      throw badRequest('zip.mixed-columns', 'The CSV files in the zip have different columns', { files: [parts[0]?.name, part.name] });
    }
    const dialect = first !== undefined && JSON.stringify(first.dialect) !== JSON.stringify(summary.dialect) ? { dialect: summary.dialect } : {};
    parts.push({ name: part.name, firstRow: position.firstRow, rows: summary.rows, ...dialect });
    issues.push(...summary.issues.map((issue) => ({ ...issue, file: part.name })));
    summaries.push(summary);
    position.firstRow += summary.rows;
    position.byteOffset += summary.bytes;
  }

  const [first] = summaries;
  if (first === undefined) throw badRequest('file.empty', 'The file is empty');
  const rowCount = position.firstRow - 1;
  return {
    rowCount,
    columns: first.columns,
    dialect: first.dialect,
    encodingGuessed: summaries.some((summary) => summary.encodingGuessed),
    parts,
    // An empty file among others of a zip is no finding; a job without rows is.
    issues: rowCount === 0 ? issues : issues.filter((issue) => issue.code !== 'file.no-rows'),
  };
};

const storePart = async (
  { store, fileId, choice, limits }: TakeInOptions,
  part: IncomingPart,
  index: number,
  position: { ordinal: number; firstRow: number; byteOffset: number },
): Promise<PartSummary> => {
  const start = { firstRow: position.firstRow, byteOffset: position.byteOffset };
  const blocks = readPart(part.read(), { choice, limits, start, pause: yieldToEventLoop });
  let batch: StoredBlock[] = [];
  const save = async (): Promise<void> => {
    if (batch.length > 0) await store.saveBlocks(fileId, batch);
    batch = [];
  };
  for (;;) {
    const next = await blocks.next();
    if (next.done) {
      await save();
      return next.value;
    }
    batch.push({ ...next.value, ordinal: position.ordinal, part: index });
    position.ordinal += 1;
    if (batch.length >= BATCH_BLOCKS) await save();
  }
};

/** Says which entry of a zip is refused. */
const inPart = async <T>(name: string, count: number, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (count < 2 || !(error instanceof OperationError)) throw error;
    throw new OperationError(error.code, error.status, error.message, { ...error.details, file: name }, error);
  }
};

const isSameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((item, index) => item === b[index]);
