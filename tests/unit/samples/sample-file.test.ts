import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

const SAMPLES = path.resolve(__dirname, '../../../playground/samples');
const committed = readFileSync(path.join(SAMPLES, 'contacts-10000.csv'));
const [header = [], ...rows] = parse(committed, { relax_column_count: true }) as string[][];
const column = (name: string): string[] => rows.map((row) => row[header.indexOf(name)] ?? '');

const generate = (...args: string[]): Buffer => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ec-sample-'));
  try {
    const file = path.join(folder, 'out.csv');
    execFileSync(process.execPath, [path.join(SAMPLES, 'make-contacts.mjs'), '--out', file, ...args]);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('the sample file', () => {
  it('is what its script makes, to the byte', () => {
    expect(generate().equals(committed)).toBe(true);
  });

  it('has 10,000 rows, 200 of which repeat an earlier person', () => {
    const ids = column('External ID');

    expect(rows).toHaveLength(10_000);
    expect(ids.length - new Set(ids).size).toBeGreaterThanOrEqual(190);
  });

  it('writes to nobody: every mail domain is a reserved one', () => {
    const addresses = [...column('Work Email'), ...column('Personal Email')].filter((address) => /^[^@]+@[^@]+$/.test(address));

    expect(addresses.length).toBeGreaterThan(10_000);
    expect(addresses.filter((address) => !/@([a-z0-9-]+\.)*(example|example\.(com|net|org))$/.test(address))).toEqual([]);
  });

  it('calls nobody: every phone number is from a range kept for fiction', () => {
    const numbers = [...column('Work Phone'), ...column('Cell Phone')].filter((number) => number !== '').map((number) => number.replaceAll(' ', ''));
    const fictional = /^\+(33(19900|26191|35301|46571|53649|63998)\d{4}|447700900\d{3}|44(11[3-8]|121|131|141|151|161)4960\d{3})$/;

    expect(numbers.length).toBeGreaterThan(10_000);
    expect(numbers.filter((number) => !fictional.test(number))).toEqual([]);
  });

  it('gives any number of rows, with as many bad ones as asked for', () => {
    const lines = generate('--rows', '300', '--bad', '0').toString().trim().split('\r\n');

    expect(lines).toHaveLength(301);
    expect(lines.filter((line) => /Atlantis|too many|javascript:/.test(line))).toEqual([]);
  });
});
