import fc from 'fast-check';
import { isStored, type FieldMapping, type ImportSettingInput } from '../../../server/src/contracts';
import { buildCatalogue } from '../../../server/src/domain/fields';
import { resolveSetting } from '../../../server/src/domain/setting';
import { createMapper, type MapperOptions } from '../../../server/src/pipeline/map';
import type { ParsedRow } from '../../../server/src/pipeline/types';

const catalogue = buildCatalogue('contacts', { birthDate: { type: 'date' } }, {});
const source = { id: 'src1', name: 'CRM' };

/** Maps columns named like their fields. */
const mapping = (fields: (string | (Partial<FieldMapping> & { field: string }))[], more: Partial<ImportSettingInput> = {}, options: MapperOptions = {}) => {
  const mappings = fields.map((field) => (typeof field === 'string' ? { field } : field)).map((field) => ({ column: field.field, ...field }));
  const setting = resolveSetting({ target: 'contacts', externalSource: 'CRM', fields: mappings, ...more }, { columns: mappings.map(({ column }) => column), catalogue, source });
  const map = createMapper(setting, catalogue, options);
  return (cells: string[], issues: ParsedRow['issues'] = []) => map({ row: 3, line: 4, cells, issues });
};

describe('a mapped row', () => {
  it('has typed values, an external ID and an organization', () => {
    const map = mapping(['externalId', 'workEmail', 'workPhone', 'surveyOptOut', 'birthDate', 'organization.externalId', 'organization.name'], { defaultCountry: 'CZ' });

    expect(map([' 007 ', 'ann@example.org', '777 123 456', 'ano', '31.1.1990', 'O1', 'Acme'])).toEqual({
      row: 3, line: 4, externalId: '007', empty: false, issues: [], action: null,
      values: { workEmail: 'ann@example.org', workPhone: '+420777123456', surveyOptOut: true, birthDate: '1990-01-31' },
      organization: { externalId: 'O1', values: { name: 'Acme' } },
    });
  });

  it('keeps fields whose cell is blank, and clears them where the setting says so', () => {
    const map = mapping(['lastName', { field: 'city', onBlank: 'clear' }, 'state']);

    expect(map(['Lee', '  ', '']).values).toEqual({ lastName: 'Lee', city: null });
  });

  it('clears by token whatever the blank policy', () => {
    expect(mapping(['lastName', 'city'], { clearToken: '[clear]' })(['Lee', ' [clear] ']).values).toEqual({ lastName: 'Lee', city: null });
  });

  it('takes the default for a blank cell only', () => {
    const map = mapping(['lastName', { field: 'countryCode', default: 'France' }]);

    expect(map(['Lee', '']).values['countryCode']).toBe('FR');
    expect(map(['Lee', 'cz']).values['countryCode']).toBe('CZ');
  });

  it("reads a national phone number with its row's country, then the setting's, then the configuration's", () => {
    const phones = (country: string | null, configured: string | null) =>
      ['CZ', ''].map((cell) => mapping(['workPhone', 'countryCode'], { defaultCountry: country }, { defaultCountry: configured })(['777 123 456', cell]).values['workPhone']);

    expect(phones('PL', 'FR')).toEqual(['+420777123456', '+48777123456']);
    expect(phones(null, 'PL')).toEqual(['+420777123456', '+48777123456']);
    expect(phones(null, null)).toEqual(['+420777123456', '777 123 456']);
  });

  it('replaces values, exactly first and then without case', () => {
    const map = mapping([{ field: 'salutation', values: { Mr: 'M.', mr: 'm.', X: '' }, transform: ['upper'] }, 'lastName']);

    expect(['Mr', 'mr', 'MR', 'Dr', 'X', '__proto__', 'constructor'].map((cell) => map([cell, 'L']).values['salutation'])).toEqual(['M.', 'm.', 'M.', 'DR', undefined, '__PROTO__', 'CONSTRUCTOR']);
  });

  it('transforms in the order of the setting', () => {
    expect(mapping([{ field: 'lastName', transform: ['collapse', 'capitalise'] }])(["  JEAN-PIERRE   o'NEIL "]).values['lastName']).toBe("Jean-Pierre O'Neil");
  });

  it('leaves a bad value out and names its column', () => {
    const candidate = mapping(['lastName', 'workEmail', 'countryCode'])(['Lee', 'ann@', 'Atlantis']);

    expect(candidate.values).toEqual({ lastName: 'Lee' });
    expect(candidate.issues).toEqual([{ code: 'email.invalid', column: 1 }, { code: 'country.unknown', column: 2 }]);
  });

  it('keeps the issues of parsing', () => {
    expect(mapping(['lastName'])(['Lee', 'x'], [{ code: 'row.column-count' }]).issues).toEqual([{ code: 'row.column-count' }]);
  });

  it('is empty when every mapped cell is blank, defaults or not', () => {
    expect(mapping([{ field: 'city', default: 'Paris' }, 'lastName'])(['', ' \t'])).toMatchObject({ empty: true, values: {}, issues: [{ code: 'row.empty' }] });
    expect(mapping(['lastName'])([]).empty).toBe(true);
  });

  it('has no organization when the row says nothing of one', () => {
    const fields = [{ field: 'organization.industry', onBlank: 'clear' as const }, 'organization.name', 'lastName'];

    expect(mapping(fields)(['', '', 'Lee']).organization).toBeNull();
    expect(mapping(fields)(['', 'Acme', 'Lee']).organization).toEqual({ externalId: null, values: { industry: null, name: 'Acme' } });
  });

  it('takes back our formula guard only where the file is one of our reports', () => {
    const cells = ["'=1+1", "'t Hooft"];

    expect(mapping(['firstName', 'lastName'], {}, { undoFormulaGuard: true })(cells).values).toEqual({ firstName: '=1+1', lastName: "'t Hooft" });
    expect(mapping(['firstName', 'lastName'])(cells).values).toEqual({ firstName: "'=1+1", lastName: "'t Hooft" });
  });

  it('survives any cells and pollutes nothing', () => {
    const map = mapping(catalogue.filter(isStored).map(({ path }) => path), { clearToken: '[clear]', defaultCountry: 'FR' });
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', "'=1"))), (cells) => {
      expect(() => map(cells)).not.toThrow();
    }));
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
