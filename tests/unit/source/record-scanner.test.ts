import { RecordScanner, type ScannedRecord } from '../../../server/src/pipeline/source/record-scanner';

interface Found {
  kind: string;
  text: string;
  line: number;
  fault: string | null;
}

const scan = (text: string, options: { delimiter?: string; maxCellBytes?: number } = {}): Found[] => {
  const found: Found[] = [];
  const sink = (bytes: Buffer, record: ScannedRecord): void => {
    found.push({ kind: record.kind, text: bytes.toString('utf8', record.start, record.contentEnd), line: record.line, fault: record.fault });
  };
  const scanner = new RecordScanner({ layout: { bytes: 1, littleEndian: true }, delimiter: ',', maxCellBytes: 1000, ...options }, sink);
  scanner.scanWhole(Buffer.from(text));
  return found;
};

const row = (text: string, line: number, fault: string | null = null): Found => ({ kind: 'row', text, line, fault });

describe('the record scanner', () => {
  it('ends records at CRLF, LF and CR, also mixed', () => {
    expect(scan('a\r\nb\nc\rd')).toEqual([row('a', 1), row('b', 2), row('c', 3), row('d', 4)]);
  });

  it('keeps line breaks inside quotes, and counts them', () => {
    expect(scan('"a\r\nb",c\nd')).toEqual([row('"a\r\nb",c', 1), row('d', 3)]);
  });

  it('takes a quote inside a cell for a character', () => {
    expect(scan('a"b,c\nd')).toEqual([row('a"b,c', 1), row('d', 2)]);
  });

  it('tells lines of nothing or only spaces from records', () => {
    expect(scan('a\n\n  \t\nb').map((record) => record.kind)).toEqual(['row', 'blank', 'blank', 'row']);
  });

  it('ends a record whose quote is never closed at its first line break', () => {
    expect(scan('a,"b\nc,d\ne,f\n')).toEqual([row('a,"b', 1, 'quote.unclosed'), row('c,d', 2), row('e,f', 3)]);
  });

  it('takes the opening quote of a later cell not for the closing quote of an unclosed one', () => {
    expect(scan('1,"Ann\n2,Bob\n3,"Carl"\n4,Dan')).toEqual([row('1,"Ann', 1, 'quote.unclosed'), row('2,Bob', 2), row('3,"Carl"', 3), row('4,Dan', 4)]);
  });

  it('goes on after the unclosed quote only, not after an earlier cell that spans lines', () => {
    expect(scan('"x\ny","b\nc,d')).toEqual([row('"x\ny","b', 1, 'quote.unclosed'), row('c,d', 3)]);
  });

  it('ends an unclosed quote that grows past the largest cell', () => {
    const far = 'x\n'.repeat(100);

    expect(scan(`"a\n${far}"`, { maxCellBytes: 50 }).slice(0, 2)).toEqual([row('"a', 1, 'quote.unclosed'), row('x', 2)]);
  });

  it('keeps the beginning of a record with a too large cell, and passes the rest on', () => {
    const found = scan(`a,${'x'.repeat(60)},b\nc,d`, { maxCellBytes: 20 });

    expect(found).toEqual([
      row(`a,${'x'.repeat(21)}`, 1, 'cell.too-large'),
      { kind: 'rest', text: `${'x'.repeat(39)},b`, line: 1, fault: null },
      row('c,d', 2),
    ]);
  });

  it('does not slow down on a file full of unclosed quotes', () => {
    const text = 'a,"b\n"c,d""\n'.repeat(50_000);
    const start = process.cpuUsage().user;

    const found = scan(text, { maxCellBytes: 1_000_000 });

    expect(found.length).toBeGreaterThan(50_000);
    expect((process.cpuUsage().user - start) / 1000).toBeLessThan(2_000);
  });
});
