import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { isStored, type FieldDescriptor, type ResolvedSetting } from '../../../server/src/contracts';
import { buildCatalogue } from '../../../server/src/domain/fields';
import { suggestMapping } from '../../../server/src/domain/mapping';
import { resolveSetting } from '../../../server/src/domain/setting';
import { cleanText } from '../../../server/src/domain/values/clean-text';
import { exportReport, EXPORT_COLUMNS, type ExportRecord } from '../../../server/src/pipeline/report';
import { createMapper } from '../../../server/src/pipeline/map';

const ADDED = {
  note: { type: 'text' }, visits: { type: 'biginteger' }, score: { type: 'decimal' }, born: { type: 'date' }, seen: { type: 'datetime' },
  member: { type: 'boolean' }, level: { type: 'enumeration', enum: ['gold', '=silver', '-'] },
};
const catalogue: FieldDescriptor[] = buildCatalogue('contacts', ADDED, {}).filter(isStored);
const SOURCE = { id: 'source1', name: 'CRM' };
const record = (more: Partial<ExportRecord>): ExportRecord => ({ documentId: 'd1', values: {}, externalIds: [], organization: null, ...more });
const read = (text: string): string[][] => parse(text, { bom: true });

const written = (records: ExportRecord[], source: string | null): string[][] => {
  const report = exportReport(catalogue, { source });
  return read(report.header + records.map(report.record).join(''));
};
const settingOf = (columns: string[]): ResolvedSetting => resolveSetting({ target: 'contacts', externalSource: SOURCE.name }, { columns, catalogue, source: SOURCE });

/** As the database holds texts: cleaned, trimmed, never empty. */
const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.stringMatching(/^'{0,2}[=+@-].{0,10}$/u)).map((raw) => cleanText(raw.trim(), () => {}).trim()).filter((clean) => clean !== '');
const values = fc.record(
  {
    lastName: text,
    note: text,
    visits: fc.maxSafeInteger(),
    score: fc.integer({ min: -9_999_999, max: 9_999_999 }).chain((whole) => fc.constantFrom(1, 10, 100, 1_000, 10_000).map((scale) => whole / scale)),
    born: fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    seen: fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
    member: fc.boolean(),
    level: fc.constantFrom('gold', '=silver', '-'),
    workPhone: fc.constantFrom('+33123456789', '+420777123456', 'ext. 5'),
    postalCode: fc.constantFrom('01000', '00420', '4.41E+11', '-1'),
  },
  { requiredKeys: ['lastName'] },
);

describe('an export', () => {
  it('is read back by the suggested mapping as the values that were written', () => {
    fc.assert(fc.property(values, fc.option(text, { nil: null }), (stored, externalId) => {
      const externalIds = externalId === null ? [] : [{ source: SOURCE.id, value: externalId }];
      const [columns = [], cells = []] = written([record({ values: stored, externalIds })], SOURCE.id);

      const candidate = createMapper(settingOf(columns), catalogue, { undoFormulaGuard: true })({ row: 1, line: 2, cells, issues: [] });

      expect(candidate.values).toEqual(stored);
      expect(candidate.externalId).toBe(externalId);
      expect(candidate.issues.filter(({ code }) => !['cell.bidi-control', 'cell.excel-number', 'phone.not-normalised'].includes(code))).toEqual([]);
    }), { numRuns: 500 });
  });

  it('has a column for each field that can be mapped, under the name that the suggestion knows', () => {
    const [columns = []] = written([], SOURCE.id);
    const mapped = suggestMapping(columns, catalogue, 'contacts').map(({ field }) => field);

    const expected = catalogue.map(({ path }) => path).filter((path) => !path.startsWith('organization.') || ['organization.externalId', 'organization.name'].includes(path));
    expect(mapped).toEqual([...expected, ...EXPORT_COLUMNS.map(() => null)]);
  });

  it('gives the first ID of the source, and none of the others', () => {
    const ids = [{ source: 'other', value: 'X' }, { source: 'source1', value: '007' }, { source: 'source1', value: '8' }];
    const [columns = [], cells = []] = written([record({ externalIds: ids, organization: { name: 'Acme', externalIds: [{ source: 'source1', value: 'O1' }] } })], 'source1');
    const row = Object.fromEntries(columns.map((column, index) => [column, cells[index]]));

    expect(row).toMatchObject({ 'External ID': '007', 'Organization external ID': 'O1', 'Organization name': 'Acme', 'import:documentId': 'd1', 'import:organization': 'Acme' });
  });
});
