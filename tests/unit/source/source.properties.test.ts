import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { splitCells } from '../../../server/src/pipeline/source/split-cells';
import { readFile, type ReadOptions } from './read-file';

/** Small pieces that meet often: quotes, delimiters, line ends, letters of one to four UTF-8 bytes, broken bytes. */
const piece = fc.constantFrom('"', '""', ',', ';', '\r\n', '\n', '\r', 'a', 'bc', ' ', 'ž', '€', '😀', '\u2028', '\u000b', '\t');
const messy = fc.array(fc.oneof(piece, fc.constantFrom(Buffer.from([0xff]), Buffer.from([0xc3]), Buffer.from([0xe9, 0x20]))), { minLength: 1, maxLength: 60 });
const messyFile = messy.map((pieces) => Buffer.concat([Buffer.from('Name,"Note"\n'), ...pieces.map((item) => Buffer.from(item as string))]));
const smallLimits = { maxCellBytes: 12, blockRows: 3, blockBytes: 40 };
const choice = { encoding: 'utf-8', delimiter: ',', header: true } as const;

const encodings = fc.constantFrom<'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le'>('utf-8', 'utf-16le', 'utf-16be', 'utf-32le');
const encode = (text: string, encoding: string): Buffer => {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  return Buffer.concat([...text].map((character) => Buffer.from(Uint32Array.of(character.codePointAt(0) as number).buffer)));
};

describe('cutting and reading any bytes', () => {
  const same = async (bytes: Buffer, options: ReadOptions): Promise<void> => {
    const { blocks } = await readFile(bytes, options);

    expect(Buffer.concat(blocks.map((block) => block.bytes)).equals(bytes)).toBe(true);
  };

  it('gives blocks that are the file again, byte for byte', async () => {
    await fc.assert(fc.asyncProperty(messyFile, (bytes) => same(bytes, { choice })), { numRuns: 400 });
    await fc.assert(fc.asyncProperty(messyFile, (bytes) => same(bytes, { choice, limits: smallLimits })), { numRuns: 400 });
  });

  it('gives the same rows whatever the sizes of chunks and blocks', async () => {
    await fc.assert(
      fc.asyncProperty(messyFile, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 }), async (bytes, chunkBytes, blockRows) => {
        const whole = await readFile(bytes, { choice, limits: { maxCellBytes: 12 } });

        const pieces = await readFile(bytes, { choice, chunkBytes, limits: { maxCellBytes: 12, blockRows, blockBytes: 30 } });

        expect(pieces.rows).toEqual(whole.rows);
        expect(pieces.rows.map((row) => row.row)).toEqual(pieces.rows.map((_, index) => index + 1));
      }),
      { numRuns: 600 },
    );
  });

  it('never hands out a replacement character without an issue', async () => {
    await fc.assert(
      fc.asyncProperty(messyFile, async (bytes) => {
        const { rows } = await readFile(bytes, { choice });

        for (const row of rows) if (row.cells.join('').includes('\ufffd')) expect(row.issues.map((issue) => issue.code)).toContain('encoding.invalid');
      }),
      { numRuns: 300 },
    );
  });
});

describe('reading well-formed CSV', () => {
  const cell = fc.array(fc.constantFrom('a', 'B', 'ž', '€', '😀', ',', '"', '\n', '\r\n', ' ', '1'), { maxLength: 8 }).map((parts) => parts.join(''));
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 });
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const format = (rows: string[][], eol: string): string => rows.map((cells) => cells.map(quote).join(',') + eol).join('');

  it('gives back the cells that were written, in every encoding', async () => {
    await fc.assert(
      fc.asyncProperty(table, encodings, fc.constantFrom('\n', '\r\n', '\r'), fc.integer({ min: 1, max: 50 }), async (rows, encoding, eol, chunkBytes) => {
        const bytes = encode(format([['x', 'y', 'z'], ...rows], eol), encoding);

        const read = await readFile(bytes, { choice: { ...choice, encoding }, chunkBytes, limits: { blockRows: 2 } });

        expect(read.rows.map((row) => row.cells)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with csv-parse', async () => {
    const plain = fc.array(fc.constantFrom('a', '"', 'ž', ' ', 'b'), { maxLength: 5 }).map((parts) => `x${parts.join('')}`);
    const written = fc.oneof(plain, cell.map(quote), fc.constant(''));
    const file = fc.array(fc.array(written, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(file, async (rows) => {
        const text = `h1,h2\n${rows.map((cells) => cells.join(',')).join('\n')}\n`;
        const expected = parse(text, { relax_quotes: true, relax_column_count: true, skip_empty_lines: true, from: 2, record_delimiter: ['\r\n', '\n', '\r'] }) as string[][];

        const read = await readFile(text, { choice });

        expect(read.rows.map((row) => row.cells)).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('splits a line of cells into what they were joined from', () => {
    fc.assert(fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => expect(splitCells(cells.map(quote).join(','), ',')).toEqual(cells)));
  });
});
