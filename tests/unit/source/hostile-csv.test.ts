import { readdirSync } from 'node:fs';
import path from 'node:path';
import { OperationError } from '../../../server/src/contracts';
import { hostile, readFile } from './read-file';

const H = ['External ID', 'First Name', 'Last Name', 'Email', 'Phone', 'Organization'];
const ANN = ['C1', 'Ann', 'Lee', 'ann@example.org', '+14155550100', 'Acme'];
const ZOFIE = ['C1', 'Žofie', 'Dvořáková', 'zofie@example.org', '+420601000001', 'Škoda Plzeň'];
const LUKASZ = ['C2', 'Łukasz', 'Wójcik', 'l@example.org', '+48601000001', 'Spółka'];

interface Expected {
  columns?: string[];
  rows?: number;
  encoding?: string;
  guessed?: boolean;
  delimiter?: string;
  /** Cells of the rows, from the first on; only those that are listed are compared. */
  cells?: string[][];
  /** Codes of the rows that have issues, by row number. */
  rowIssues?: Record<number, string[]>;
  /** Codes of the file's issues. */
  issues?: string[];
}

/** What reliability.md §3.1 expects of every file of the hostile set: a refusal by code and status, or a reading. */
const REFUSED: Record<string, [code: string, status: number]> = {
  'empty.csv': ['file.empty', 400],
  'bom_only.csv': ['file.empty', 400],
  'whitespace_only.csv': ['file.empty', 400],
  'delims_only.csv': ['file.empty', 400],
  'cols_10000.csv': ['file.too-many-columns', 400],
  'png_as_csv.csv': ['file.not-csv', 415],
  'html_as_csv.csv': ['file.not-csv', 415],
  'json_as_csv.csv': ['file.not-csv', 415],
  'xxe.csv': ['file.not-csv', 415],
  // As an upload it is taken for a zip first, and answers file.spreadsheet: see connectors/open-zip.test.ts.
  'xlsx_as_csv.csv': ['file.not-csv', 415],
};

const READ: Record<string, Expected> = {
  'header_only.csv': { columns: H, rows: 0, issues: ['file.no-rows'] },
  'header_only_noeol.csv': { columns: H, rows: 0, issues: ['file.no-rows'] },
  'bom_utf8.csv': { columns: H, cells: [ANN], rows: 1 },
  'double_bom.csv': { columns: H, cells: [ANN], rows: 1 },
  'enc_cp1250.csv': { encoding: 'windows-1250', guessed: true, cells: [ZOFIE, LUKASZ], issues: ['file.encoding-guessed'] },
  'enc_iso88592.csv': { encoding: 'iso-8859-2', guessed: true, cells: [ZOFIE, LUKASZ], issues: ['file.encoding-guessed'] },
  'enc_cp1252.csv': {
    encoding: 'windows-1252', guessed: true, issues: ['file.encoding-guessed'],
    cells: [['C1', 'José', 'Müller', 'j@example.org', '', 'Crédit Agricole “SA” €']],
  },
  'enc_utf16.csv': { encoding: 'utf-16le', columns: H, cells: [ZOFIE, LUKASZ], rows: 2 },
  'enc_utf16le.csv': { encoding: 'utf-16le', columns: H, cells: [ZOFIE, LUKASZ], rows: 2 },
  'enc_utf16be.csv': { encoding: 'utf-16be', columns: H, cells: [ZOFIE, LUKASZ], rows: 2 },
  'enc_utf32.csv': { encoding: 'utf-32le', columns: H, cells: [ZOFIE, LUKASZ], rows: 2 },
  'enc_late_nonascii.csv': { encoding: 'windows-1252', guessed: true, rows: 3001, issues: ['file.encoding-guessed'] },
  'enc_mixed_utf8_then_latin1.csv': { encoding: 'utf-8', guessed: false, rows: 2, rowIssues: { 2: ['encoding.invalid'] } },
  'utf8_split_at_64k.csv': { rows: 1, encoding: 'utf-8' },
  'crlf_split_at_64k.csv': { rows: 2 },
  'utf16_lone_surrogate.csv': { encoding: 'utf-16le', rows: 1, rowIssues: { 1: ['encoding.invalid'] } },
  'invalid_utf8.csv': { encoding: 'utf-8', guessed: false, rows: 1, rowIssues: { 1: ['encoding.invalid'] } },
  'overlong_slash.csv': { encoding: 'utf-8', guessed: false, rows: 1, rowIssues: { 1: ['encoding.invalid'] } },
  'nul_bytes.csv': { rows: 2, rowIssues: { 1: ['cell.nul-byte'], 2: ['cell.nul-byte'] } },
  'eol_cr.csv': { columns: H, cells: [ANN], rows: 1 },
  'eol_lf.csv': { columns: H, cells: [ANN], rows: 1 },
  'eol_mixed.csv': { columns: H, cells: [ANN, ['C2', ...ANN.slice(1)], ['C3', ...ANN.slice(1)]], rows: 3 },
  'eol_unicode_ls.csv': {
    rows: 1, cells: [['C1', 'A\u2028nn', 'L\u2029ee', 'a@example.org', '', 'Ac\u0085me']],
    rowIssues: { 1: ['cell.control-characters', 'cell.control-characters', 'cell.control-characters'] },
  },
  'eol_vt_ff.csv': {
    rows: 1, cells: [['C1', 'A\u000bnn', 'L\u000cee', 'a@example.org', '', 'Acme']],
    rowIssues: { 1: ['cell.control-characters', 'cell.control-characters'] },
  },
  'ragged.csv': {
    rows: 3, cells: [['C1', 'Ann'], ['C2', 'B', 'C', 'd@example.org', '', 'Z', 'EXTRA1', 'EXTRA2'], ['C3', ...ANN.slice(1)]],
    rowIssues: { 1: ['row.column-count'], 2: ['row.column-count'] }, issues: ['file.rows-ragged'],
  },
  'dup_headers.csv': {
    columns: ['External ID', 'Email', 'Email', 'email'], cells: [['C1', 'a@example.org', 'b@example.org', 'c@example.org']],
    issues: ['header.duplicate', 'header.duplicate'],
  },
  'blank_headers.csv': { columns: ['External ID', '', 'Email', ''], cells: [['C1', 'x', 'a@example.org', 'y']], issues: ['header.blank', 'header.blank'] },
  'header_ws_case.csv': { columns: ['external id', 'FIRST NAME', 'Last\r\nName', 'E-mail'], rows: 1 },
  'proto_headers.csv': {
    columns: ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__proto__', 'Email'],
    cells: [['{"polluted":1}', 'x', 'y', 'z', 'w', 'q', 'a@example.org']], issues: ['header.duplicate'],
  },
  'dotted_headers.csv': { columns: ['__proto__.polluted', 'constructor.prototype.polluted', 'a[__proto__][polluted]', 'Email'], rows: 1 },
  'mass_assign_headers.csv': { rows: 1 },
  'sql_headers.csv': { columns: ['External ID', 'Email");DROP TABLE contacts;--', '`x`', "a' OR 1=1--"], rows: 1 },
  'sql_cells.csv': { cells: [['C1', "Robert'); DROP TABLE contacts;--", '" OR ""="', 'a@example.org', '', '%_\\\\']] },
  'quote_unclosed_mid.csv': {
    rows: 49, cells: [['C1', '"Ann', 'Lee', 'a@example.org', '', 'Acme'], ['C2', 'B', 'C', 'd2@example.org', '', 'Z']],
    rowIssues: { 1: ['quote.unclosed'] },
  },
  'quote_bare.csv': { cells: [['C1', 'An"n', 'Lee', 'a@example.org', '', 'Acme'], ['C2', '"B"x', 'C', 'b@example.org', '', 'Z']], rowIssues: {} },
  'quote_backslash.csv': { cells: [['C1', '"An\\"n"', 'Lee', 'a@example.org', '', 'Acme']], rowIssues: {} },
  'delim_semicolon_decimal.csv': { delimiter: ';', cells: [['C1', '1,5', 'a@example.org'], ['C2', '2,5', 'b@example.org']] },
  'delim_tab.csv': { delimiter: '\t', columns: H, cells: [ANN] },
  'delim_pipe.csv': { delimiter: '|', columns: H, cells: [ANN] },
  'sep_directive.csv': { delimiter: ';', columns: H, cells: [ANN], rows: 1 },
  'leading_zero_id.csv': {
    cells: [
      ['00123', 'A', 'B', 'a@example.org', '+14155550100', 'Z'],
      ['1.23E+15', 'A', 'B', 'b@example.org', '14155550100', 'Z'],
      ['9007199254740993', 'A', 'B', 'c@example.org', '(415) 555-0100', 'Z'],
    ],
  },
  'formula_cells.csv': { rows: 19, rowIssues: { 19: ['cell.nul-byte', 'cell.nul-byte'] } },
  'xss_cells.csv': { rows: 8, rowIssues: {} },
  'log_injection.csv': { rows: 1, rowIssues: { 1: ['cell.control-characters'] } },
  'bidi_homoglyph.csv': { rows: 3, rowIssues: { 1: ['cell.bidi-control'] } },
  'ssrf_cells.csv': { rows: 2, rowIssues: {} },
  'redos_email.csv': { rows: 3, rowIssues: {} },
  'redos_phone.csv': { rows: 1, rowIssues: {} },
};

describe('the hostile CSV files', () => {
  it('are all named in these tables', () => {
    const files = readdirSync(path.resolve(__dirname, '../../fixtures/hostile')).filter((name) => name.endsWith('.csv'));

    expect([...Object.keys(REFUSED), ...Object.keys(READ)].sort()).toEqual(files.sort());
  });

  it.each(Object.entries(REFUSED))('%s is refused with %j', async (name, [code, status]) => {
    const refusal = await readFile(hostile(name)).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(OperationError);
    expect(refusal).toMatchObject({ code, status });
  });

  it.each(Object.entries(READ))('%s is read as expected', async (name, expected) => {
    const { summary, rows } = await readFile(hostile(name));

    const found: Expected = {
      columns: summary.columns,
      rows: rows.length,
      encoding: summary.dialect.encoding,
      guessed: summary.encodingGuessed,
      delimiter: summary.dialect.delimiter,
      cells: rows.slice(0, expected.cells?.length ?? 0).map((row) => row.cells),
      rowIssues: Object.fromEntries(rows.filter((row) => row.issues.length > 0).map((row) => [row.row, row.issues.map((issue) => issue.code)])),
      issues: summary.issues.map((issue) => issue.code),
    };
    expect(found).toMatchObject({ rowIssues: found.rowIssues, issues: [], ...expected });
    if (expected.rowIssues !== undefined) expect(found.rowIssues).toEqual(expected.rowIssues);
  });

  it('name the line of the first byte that is not UTF-8', async () => {
    const { summary } = await readFile(hostile('enc_late_nonascii.csv'));

    expect(summary.issues).toMatchObject([{ code: 'file.encoding-guessed', line: 3002, params: { encoding: 'windows-1252' } }]);
  });

  it('read the same in pieces of any size', async () => {
    for (const name of ['utf8_split_at_64k.csv', 'crlf_split_at_64k.csv', 'enc_utf16.csv', 'enc_utf32.csv', 'quote_unclosed_mid.csv', 'eol_mixed.csv']) {
      const whole = await readFile(hostile(name));
      for (const chunkBytes of [1, 3, 1000]) expect(await readFile(hostile(name), { chunkBytes })).toEqual(whole);
    }
  });

  it('pollute no prototype', async () => {
    await readFile(hostile('proto_headers.csv'));
    await readFile(hostile('dotted_headers.csv'));

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
