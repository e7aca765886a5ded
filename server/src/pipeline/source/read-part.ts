import { badRequest, OperationError, type Dialect, type DialectChoice, type Issue, type Limits } from '../../contracts';
import { createBlockCutter, type CutBlock, type CutStart, type CutSummary } from './cut-blocks';
import { detectDialect, SAMPLE_BYTES } from './detect-dialect';
import { watchEncoding, type EncodingVerdict } from './encoding-watch';
import { decodeText } from './encodings';
import { columnNames, fileIssue, headerIssues, numberedColumns } from './header';
import { splitCells } from './split-cells';

/** All that is known of one CSV after its last byte. Its issues don't name the file yet. */
export interface PartSummary {
  dialect: Dialect;
  encodingGuessed: boolean;
  columns: string[];
  rows: number;
  bytes: number;
  issues: Issue[];
}

export interface ReadPartOptions {
  choice: DialectChoice;
  limits: Limits;
  start: CutStart;
  /** Called between blocks, so that a large file leaves the event loop free. */
  pause?: () => Promise<void>;
}

/**
 * Reads one CSV in a single streaming pass: detects its dialect, yields its blocks, returns what the whole file says.
 * Holds one block and one chunk in memory. Throws an OperationError for a file that must be refused.
 */
export async function* readPart(chunks: AsyncIterable<Buffer>, options: ReadPartOptions): AsyncGenerator<CutBlock, PartSummary> {
  const { limits, choice, start } = options;
  const source = chunks[Symbol.asyncIterator]();
  const sample = await readSample(source);
  if (sample.bytes.length === 0) throw emptyFile();
  const { dialect, encodingKnown } = detectDialect(sample, choice, limits);
  const cutter = createBlockCutter(dialect, limits, start);
  const watch = watchEncoding();

  let total = 0;
  const cut = (chunk: Buffer): CutBlock[] => {
    total += chunk.length;
    if (start.byteOffset + total > limits.maxBytes) throw tooLarge(limits);
    return cutter.push(chunk);
  };
  const give = async function* (blocks: CutBlock[]): AsyncGenerator<CutBlock, void> {
    for (const block of blocks) {
      if (!encodingKnown) watch.inspect(block.bytes, block.firstLine);
      yield block;
      await options.pause?.();
    }
  };

  yield* give(cut(sample.bytes));
  for (let next = await source.next(); !next.done; next = await source.next()) yield* give(cut(next.value));
  yield* give(cutter.end());
  return summarise(dialect, cutter.summary(), encodingKnown ? null : watch.verdict());
}

const readSample = async (source: AsyncIterator<Buffer>): Promise<{ bytes: Buffer; complete: boolean }> => {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < SAMPLE_BYTES) {
    const next = await source.next();
    if (next.done) return { bytes: Buffer.concat(chunks), complete: true };
    chunks.push(next.value);
    length += next.value.length;
  }
  return { bytes: Buffer.concat(chunks), complete: false };
};

const summarise = (cutAs: Dialect, cut: CutSummary, verdict: EncodingVerdict | null): PartSummary => {
  if (cut.columns === 0) throw emptyFile();
  const dialect: Dialect = verdict === null ? cutAs : { ...cutAs, encoding: verdict.encoding };
  const columns =
    cut.header === null ? numberedColumns(cut.columns) : columnNames(splitCells(decodeText(cut.header, dialect.encoding), dialect.delimiter));
  const issues = cut.header === null ? [] : headerIssues(columns, cut.headerLine);
  if (verdict?.guessed) issues.push(fileIssue('file.encoding-guessed', { line: verdict.line, params: { encoding: dialect.encoding } }));
  if (cut.rows === 0) issues.push(fileIssue('file.no-rows'));
  if (cut.raggedRows > 0) issues.push(fileIssue('file.rows-ragged', { params: { rows: cut.raggedRows, columns: cut.columns } }));
  return { dialect, encodingGuessed: verdict?.guessed ?? false, columns, rows: cut.rows, bytes: cut.bytes, issues };
};

const emptyFile = (): OperationError => badRequest('file.empty', 'The file is empty');
const tooLarge = (limits: Limits): OperationError =>
  new OperationError('file.too-large', 413, `The file is larger than ${limits.maxBytes} bytes`, { limit: limits.maxBytes });
