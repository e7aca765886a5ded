import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { isStored } from '../../../server/src/contracts';
import { buildCatalogue } from '../../../server/src/domain/fields';
import { suggestMapping } from '../../../server/src/domain/mapping';
import { guardFormula, needsFormulaGuard, undoFormulaGuard } from '../../../server/src/domain/values';
import { CSV_BOM, csvRecord, errorsCsv, resultsCsv, templateCsv, type ReportRow } from '../../../server/src/pipeline/report';

const read = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true });
const all = (chunks: Iterable<string>): string => [...chunks].join('');
const row = (more: Partial<ReportRow>): ReportRow => ({ row: 1, line: 2, file: null, cells: [], issues: [], ...more });
const hostile = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string(), fc.stringMatching(/^['\s\u200b]{0,3}[=+\-@＝＋－＠]?.{0,5}$/u));

describe('the formula guard', () => {
  it.each(['=1+1', '+1+1', '-1', '@SUM(1)', '\t=1', '\r=1', '\n=1', '\0=1', '\tx', '＝1', '＋1', '－1', '＠x', '  =1', '\u00a0=1', '\u200b=1', '\ufeff=1', '+14155550100', "'=1", "''=1"])(
    'guards %j', (cell) => {
      expect(guardFormula(cell)).toBe(`'${cell}`);
      expect(csvRecord([cell])).toMatch(/^"'/);
    });

  it.each(['', 'Ann', "O'Neil", "'t Hooft", '1+1', 'a=b', '  Ann', '5', '"=1'])('leaves %j alone', (cell) => {
    expect(needsFormulaGuard(cell)).toBe(false);
    expect(undoFormulaGuard(cell)).toBe(cell);
  });

  it('gives back every text that it guarded, apostrophes included', () => {
    fc.assert(fc.property(hostile, (cell) => {
      expect(undoFormulaGuard(guardFormula(cell))).toBe(cell);
      expect(/^\s*[=+\-@]/.test(guardFormula(cell))).toBe(false);
    }));
  });

  it('stays linear on a long run of blanks', () => {
    const started = performance.now();
    needsFormulaGuard(`${' '.repeat(200_000)}x`);

    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('csvRecord', () => {
  it('writes what a CSV reader reads back', () => {
    fc.assert(fc.property(fc.array(hostile, { minLength: 2, maxLength: 6 }), fc.constantFrom(',', ';', '\t', '|'), (cells, delimiter) => {
      const [back] = parse(csvRecord(cells, delimiter as ','), { delimiter, record_delimiter: '\r\n' }) as string[][];
      expect(back?.map(undoFormulaGuard)).toEqual(cells);
    }));
  });
});

describe('errors.csv', () => {
  const context = { job: 'job1', columns: ['Name', '', 'E-mail'] };

  it('gives the original cells, then where and why', () => {
    const rows = [row({ row: 7, line: 9, cells: ['Ann, Lee', '5', 'ann@'], issues: [{ code: 'cell.bidi-control', column: 0 }, { code: 'email.invalid', column: 2 }, { code: 'text.too-long', column: 1, params: { max: 3 } }] })];

    expect(read(all(errorsCsv(rows, context)))).toEqual([
      ['Name', '', 'E-mail', 'import:job', 'import:file', 'import:row', 'import:line', 'import:column', 'import:code', 'import:message'],
      ['Ann, Lee', '5', 'ann@', 'job1', '', '7', '9', 'E-mail | #2', 'email.invalid | text.too-long', 'The e-mail address is not valid. | The text is too long (at most 3 characters).'],
    ]);
  });

  it('starts with a byte-order mark and ends lines as RFC 4180 does', () => {
    const csv = all(errorsCsv([row({ cells: ['a', 'b', 'c'] })], context));

    expect(csv.startsWith(CSV_BOM)).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(3);
  });

  it('keeps the cells of a row that has too many, and fills up one that has too few', () => {
    const rows = [row({ cells: ['a', 'b', 'c', 'd'] }), row({ cells: ['a'] })];
    const [, long, short] = read(all(errorsCsv(rows, context)));

    expect([long?.slice(0, 4), long?.slice(-1)]).toEqual([['a', 'b', 'c', 'job1'], ['d']]);
    expect(short?.slice(0, 4)).toEqual(['a', '', '', 'job1']);
  });

  it('replaces its own columns when an errors.csv comes back', () => {
    const once = read(all(errorsCsv([row({ cells: ['=1', "'=2", '+33'], issues: [{ code: 'email.invalid', column: 2 }] })], context)));
    const [header = [], cells = []] = once;
    const twice = read(all(errorsCsv([row({ cells, issues: [{ code: 'email.invalid', column: 2 }] })], { job: 'job1', columns: header })));

    expect(twice).toEqual(once);
  });

  it('writes messages in the language asked for', () => {
    const [, cells] = read(all(errorsCsv([row({ issues: [{ code: 'email.invalid' }] })], { ...context, language: 'fr' })));

    expect(cells?.at(-1)).toBe('L’adresse e-mail n’est pas valide.');
  });
});

describe('results.csv', () => {
  it('gives every row with its outcome and record', () => {
    const rows = [row({ cells: ['Ann'], outcome: 'created', documentId: 'c1' }), row({ row: 2, line: 3, cells: ['=x'], outcome: 'invalid', issues: [{ code: 'email.invalid' }] })];

    expect(read(all(resultsCsv(rows, { job: 'job1', columns: ['Name'] })))).toEqual([
      ['import:job', 'import:file', 'import:row', 'import:line', 'import:outcome', 'import:documentId', 'import:code', 'Name'],
      ['job1', '', '1', '2', 'created', 'c1', '', 'Ann'],
      ['job1', '', '2', '3', 'invalid', '', 'email.invalid', "'=x"],
    ]);
  });
});

describe('a template', () => {
  it.each(['contacts', 'organizations'] as const)('of %s is mapped back to every field by suggestion alone', (target) => {
    const catalogue = buildCatalogue(target, { loyaltyLevel: { type: 'integer' } });
    const [header = [], ...samples] = read(templateCsv(target, catalogue, { sample: true }));

    expect(suggestMapping(header, catalogue).map(({ field }) => field)).toEqual(catalogue.filter(isStored).map(({ path }) => path));
    expect(samples).toHaveLength(3);
    expect(read(templateCsv(target, catalogue))).toEqual([header]);
  });
});
