import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { Dialect } from '../../../server/src/contracts';
import { maskRows, readBlock, type CutBlock } from '../../../server/src/pipeline/source';

const dialect = (more: Partial<Dialect> = {}): Dialect => ({ encoding: 'utf-8', bomBytes: 0, delimiter: ',', header: true, sepLine: false, ...more });
const block = (bytes: Buffer, rowCount: number): CutBlock => ({ firstRow: 1, rowCount, firstLine: 1, byteOffset: 0, bytes });
const text = (bytes: Buffer, encoding: string): string => iconv.decode(bytes, encoding, { stripBOM: false });

describe('masking rows of a block', () => {
  it('puts spaces in place of what stands in their cells, and leaves the others and the header', () => {
    const bytes = Buffer.from('name,note\nLee,"says ""hi"",\nand goes"\nSmith,stays\n');

    const masked = maskRows(block(bytes, 2), dialect(), new Set([1]));

    expect(masked.toString()).toBe('name,note\n   ,"     ""  "",\n        "\nSmith,stays\n');
  });

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1250'] as const)('keeps length, lines and columns in %s', (encoding) => {
    const bytes = iconv.encode('jméno;město\r\nDvořáková;Ústí\r\nŠustr;Plzeň\r\n', encoding);
    const semicolon = dialect({ encoding, delimiter: ';' });

    const masked = maskRows(block(bytes, 2), semicolon, new Set([2]));

    expect(masked.length).toBe(bytes.length);
    expect(text(masked, encoding)).toMatch(/^jméno;město\r\nDvořáková;Ústí\r\n +; +\r\n$/u);
  });

  it('keeps a byte-order mark', () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('a,b\n1,2\n')]);

    expect(maskRows(block(bytes, 1), dialect({ bomBytes: 3 }), new Set([1])).subarray(3).toString()).toBe('a,b\n , \n');
  });

  it('takes the quotes too of a row that never closes one', () => {
    const bytes = Buffer.from('a,b\n1,"never\n2,"x"\n');
    const rows = readBlock(block(bytes, 2), dialect(), 2);
    expect(rows[0]?.issues.map(({ code }) => code)).toEqual(['quote.unclosed']);

    expect(maskRows(block(bytes, 2), dialect(), new Set([1])).toString()).toBe('a,b\n ,      \n2,"x"\n');
  });

  it('changes no other row, whatever the cells', () => {
    const cell = fc.oneof(fc.string({ maxLength: 8 }), fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', 'ž', '😀'), maxLength: 6 }));
    const quoted = (value: string): string => (/[",\r\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), fc.nat(7), (cells, wanted) => {
        const lines = cells.map(([left, right]) => `x${quoted(left).startsWith('"') ? '' : quoted(left)},${quoted(right)}`);
        const bytes = Buffer.from(`${['a,b', ...lines].join('\n')}\n`);
        const before = block(bytes, lines.length);
        const row = (wanted % lines.length) + 1;

        const after = { ...before, bytes: maskRows(before, dialect(), new Set([row])) };

        const [then, now] = [readBlock(before, dialect(), 2), readBlock(after, dialect(), 2)];
        expect(now.map(({ line, cells: of }) => [line, of.length])).toEqual(then.map(({ line, cells: of }) => [line, of.length]));
        expect(now.filter((each) => each.row !== row)).toEqual(then.filter((each) => each.row !== row));
        expect(now[row - 1]?.cells.join('').replace(/["\s,]/gu, '')).toBe('');
      }),
    );
  });
});
