import { Readable, pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import type { Dialect } from '../../contracts';
import { dialectOfPart, type FileRow, type FileStore } from '../../store/files';

type BlockReader = Pick<FileStore, 'listBlocks' | 'loadBlock'>;

/**
 * The records of a stored file as csv-parse reads them, in file order. On purpose not our own scanner: the auditor must
 * not repeat the mistakes of what it checks. Throws where the CSV is broken beyond csv-parse's rules.
 */
export async function* parseStoredFile(store: BlockReader, file: FileRow): AsyncGenerator<string[]> {
  for (const part of file.parts.keys()) yield* parsePart(store, file, part);
}

async function* parsePart(store: BlockReader, file: FileRow, part: number): AsyncGenerator<string[]> {
  const dialect = dialectOfPart(file, part);
  const parser = parse({
    delimiter: dialect.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  // The loop below sees the parser's errors; the source's reach it through the pipeline.
  pipeline(Readable.from(decodedBlocks(store, file, part)), parser, () => undefined);
  const isPreamble = createPreamble(dialect);
  for await (const record of parser as AsyncIterable<string[]>) if (!isPreamble(record)) yield record;
}

async function* decodedBlocks(store: BlockReader, file: FileRow, part: number): AsyncGenerator<string> {
  const { encoding, bomBytes } = dialectOfPart(file, part);
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  let skip = bomBytes;
  for (const block of await store.listBlocks(file.id)) {
    if (block.part !== part) continue;
    const { bytes } = await store.loadBlock(file.id, block.ordinal);
    const text = decoder.write(bytes.subarray(skip));
    skip = 0;
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest !== undefined && rest !== '') yield rest;
}

/** The `sep=` line, empty records above the header, and the header. */
const createPreamble = (dialect: Dialect): ((record: string[]) => boolean) => {
  let sepLine = dialect.sepLine;
  let header = dialect.header;
  return (record) => {
    if (sepLine) {
      sepLine = false;
      return true;
    }
    if (!header) return false;
    header = record.every((cell) => cell.trim() === '');
    return true;
  };
};
