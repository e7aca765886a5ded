import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020';
import { OperationError, type ImportSettingInput } from '../../../server/src/contracts';
import { buildCatalogue } from '../../../server/src/domain/fields';
import { parseImportSetting, resolveSetting, settingHash } from '../../../server/src/domain/setting';

const catalogue = buildCatalogue('contacts', {});
const schemaFile = path.join(__dirname, '../../../docs/import-setting.schema.json');
const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);

const thrownBy = (run: () => unknown): OperationError => {
  try {
    run();
  } catch (error) {
    if (error instanceof OperationError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown');
};
const mapping = (more: object = {}): object => ({ target: 'contacts', fields: [{ column: 'Mail', field: 'workEmail', ...more }] });

describe('the format of a setting', () => {
  const accepted: [string, unknown][] = [
    ['the target alone', { target: 'contacts' }],
    ['every key with its default', {
      name: 'CRM', target: 'contacts', preset: null, externalSource: 'CRM', matchBy: ['externalId', ['email', 'organization'], 'phone'], mergeMode: 'update-first',
      mode: 'upsert', fields: [{
        column: 'Work Email', columnIndex: 3, aliases: ['Mail'], field: 'workEmail', include: true, onConflict: 'file', onBlank: 'keep', default: null,
        values: { Mr: 'M.' }, list: null, transform: ['trim'],
      }],
      organizations: { matchBy: 'externalId', missing: 'create' }, inFileDuplicates: 'in-order', clearToken: '[clear]', actionColumn: null,
      onError: { policy: 'valid-rows', rows: 0, percent: 0 }, onChangedSincePlan: 'hold', limits: { updates: null, merges: null, clears: null, deletes: null },
      allowSharedIdentifiers: [], rules: [], defaultCountry: 'FR', dateFormat: 'auto', decimal: 'auto', timeZone: 'UTC', publish: 'draft', locale: null,
      file: { encoding: 'auto', delimiter: 'auto', header: 'auto' }, start: 'wait', notify: {}, visibility: 'private', version: 1,
    }],
    ['a blank header named by its index', mapping({ column: '', columnIndex: 2 })],
    ['a header flag', { target: 'contacts', file: { header: false, delimiter: '\t' } }],
    ['a name that looks like a property of every object', mapping({ values: JSON.parse('{"__proto__": "x"}') })],
  ];
  const refused: [string, unknown, string][] = [
    ['no object', 'contacts', ''],
    ['null', null, ''],
    ['a list', [], ''],
    ['no target', { name: 'x' }, 'target'],
    ['an unknown target', { target: 'users' }, 'target'],
    ['an empty name', { target: 'contacts', name: '' }, 'name'],
    ['a number as a name', { target: 'contacts', name: 4 }, 'name'],
    ['an unknown key', { target: 'contacts', colour: 1 }, 'colour'],
    ['an unknown key of a field', mapping({ documentId: 'x' }), 'fields[0].documentId'],
    ['an unknown key below organizations', { target: 'contacts', organizations: { create: true } }, 'organizations.create'],
    ['a field without a column', { target: 'contacts', fields: [{ field: 'workEmail' }] }, 'fields[0].column'],
    ['a field without a field', { target: 'contacts', fields: [{ column: 'Mail' }] }, 'fields[0].field'],
    ['a null field', { target: 'contacts', fields: [null] }, 'fields[0]'],
    ['a negative index', mapping({ columnIndex: -1 }), 'fields[0].columnIndex'],
    ['a fraction as an index', mapping({ columnIndex: 1.5 }), 'fields[0].columnIndex'],
    ['an unknown transform', mapping({ transform: ['eval'] }), 'fields[0].transform[0]'],
    ['numbers as values', mapping({ values: { Mr: 1 } }), 'fields[0].values'],
    ['a match list of one', { target: 'contacts', matchBy: [['email']] }, 'matchBy[0]'],
    ['a match list with a name twice', { target: 'contacts', matchBy: [['email', 'email']] }, 'matchBy[0]'],
    ['an unknown mode', { target: 'contacts', mode: 'replace' }, 'mode'],
    ['null as a mode', { target: 'contacts', mode: null }, 'mode'],
    ['null as organizations', { target: 'contacts', organizations: null }, 'organizations'],
    ['null as fields', { target: 'contacts', fields: null }, 'fields'],
    ['a lower-case country', { target: 'contacts', defaultCountry: 'fr' }, 'defaultCountry'],
    ['a delimiter of two characters', { target: 'contacts', file: { delimiter: '||' } }, 'file.delimiter'],
    ['text as a flag', mapping({ include: 'yes' }), 'fields[0].include'],
    ['version 0', { target: 'contacts', version: 0 }, 'version'],
    ['a list as notify', { target: 'contacts', notify: [] }, 'notify'],
    ['an empty clear token', { target: 'contacts', clearToken: '' }, 'clearToken'],
    ['101 percent', { target: 'contacts', onError: { percent: 101 } }, 'onError.percent'],
  ];

  it.each(accepted)('accepts %s, in the parser and in the JSON Schema', (_name, input) => {
    expect(() => parseImportSetting(input, catalogue)).not.toThrow();
    expect(validate(input)).toBe(true);
  });

  it.each(refused)('refuses %s, in the parser and in the JSON Schema', (_name, input, where) => {
    const error = thrownBy(() => parseImportSetting(input, catalogue));

    expect(error).toMatchObject({ code: 'setting.invalid', status: 400 });
    expect((error.details['errors'] as { path: string }[]).map((problem) => problem.path)).toContain(where);
    expect(validate(input)).toBe(false);
  });
});

describe('what a setting cannot mean', () => {
  const refused: [string, object, string][] = [
    ['external IDs without a source', { target: 'contacts', fields: [{ column: 'ID', field: 'externalId' }] }, 'externalSource'],
    ['matching by external ID without a source', { target: 'contacts', matchBy: ['externalId'] }, 'externalSource'],
    ['one field from two columns', { target: 'contacts', fields: [{ column: 'A', field: 'city' }, { column: 'B', field: 'city' }] }, 'fields[1].field'],
    ['an unknown field', { target: 'contacts', fields: [{ column: 'A', field: 'shoeSize' }] }, 'fields[0].field'],
    ['matching by what identifies nobody', { target: 'contacts', matchBy: ['city'] }, 'matchBy[0]'],
    ['a compound without an identifier', { target: 'contacts', matchBy: [['city', 'organization']] }, 'matchBy[0]'],
    ['a time zone that does not exist', { target: 'contacts', timeZone: 'Europe/Atlantis' }, 'timeZone'],
    ['a date format without a year', { target: 'contacts', dateFormat: 'DD/MM' }, 'dateFormat'],
  ];
  it.each(refused)('refuses %s', (_name, input, where) => {
    const error = thrownBy(() => parseImportSetting(input, catalogue));

    expect(error.code).toBe('setting.invalid');
    expect(error.details['errors']).toEqual([expect.objectContaining({ path: where })]);
  });

  it.each(['id', 'documentId', 'createdBy', 'publishedAt', 'locale', 'roles', 'password', 'mergedInto', 'lastJob', 'externalIds', 'expert', '__proto__', 'constructor'])(
    'refuses to map %s', (field) => {
      expect(thrownBy(() => parseImportSetting({ target: 'contacts', fields: [{ column: 'A', field }] }, catalogue)).code).toBe('setting.invalid');
    });

  it('does not count a field that is not included as mapped twice', () => {
    const fields = [{ column: 'A', field: 'city' }, { column: 'B', field: 'city', include: false }];

    expect(() => parseImportSetting({ target: 'contacts', fields }, catalogue)).not.toThrow();
  });

  it.each([
    ['mergeMode', { mergeMode: 'merge-all' }],
    ['inFileDuplicates', { inFileDuplicates: 'last' }],
    ['onError.policy', { onError: { policy: 'all-or-nothing' } }],
    ['onChangedSincePlan', { onChangedSincePlan: 'replan' }],
    ['actionColumn', { actionColumn: 'Action' }],
    ['limits', { limits: { updates: 5 } }],
    ['rules', { rules: [{}] }],
    ['publish', { publish: 'published' }],
    ['fields[0].list', { fields: [{ column: 'A', field: 'city', list: { separator: ';' } }] }],
  ])('says that another %s is not supported yet', (where, more) => {
    const error = thrownBy(() => parseImportSetting({ target: 'contacts', ...more }, catalogue));

    expect(error).toMatchObject({ code: 'setting.not-supported', status: 400, details: { path: where } });
  });
});

describe('resolving a setting against a file', () => {
  const source = { id: 'src1', name: 'CRM' };
  const resolve = (input: Partial<ImportSettingInput>, columns: string[], withSource = true) =>
    resolveSetting({ target: 'contacts', ...input }, { columns, catalogue, source: withSource ? source : null });

  it('takes the suggested mapping when the setting has none', () => {
    const setting = resolve({ externalSource: 'CRM' }, ['External ID', 'Prénom', 'PŘÍJMENÍ', 'Work Email', 'Shoe size']);

    expect(setting.fields.map(({ columnIndex, field }) => [columnIndex, field])).toEqual([[0, 'externalId'], [1, 'firstName'], [2, 'lastName'], [3, 'workEmail']]);
    expect(setting.matchBy).toEqual(['externalId', 'email', 'phone']);
  });

  it('leaves external IDs out of the suggestion when no source is named', () => {
    const setting = resolve({}, ['External ID', 'Work Email', 'Organization ID', 'Company'], false);

    expect(setting.fields.map(({ field }) => field)).toEqual(['workEmail', 'organization.name']);
    expect(setting.matchBy).toEqual(['email', 'phone']);
    expect(setting.organizations).toEqual({ matchBy: 'name', missing: 'fail' });
  });

  it('creates missing organizations by default when they are matched by external ID', () => {
    expect(resolve({ externalSource: 'CRM' }, ['Work Email', 'Organization ID', 'Company']).organizations).toEqual({ matchBy: 'externalId', missing: 'create' });
  });

  it('finds columns by index, exact header, alias, and then without case and accents', () => {
    const columns = ['Mail', 'Mail', 'email privé', 'Város', 'NOM'];
    const setting = resolve({
      fields: [
        { column: 'Mail', columnIndex: 1, field: 'workEmail' },
        { column: 'E-mail prive', aliases: ['Email Prive'], field: 'personalEmail' },
        { column: 'City', aliases: ['Város'], field: 'city' },
        { column: 'nom', field: 'lastName' },
      ],
    }, columns);

    expect(setting.fields.map(({ columnIndex }) => columnIndex)).toEqual([1, 2, 3, 4]);
  });

  it('follows a column that has moved away from its index', () => {
    const setting = resolve({ fields: [{ column: 'Mail', columnIndex: 0, field: 'workEmail' }] }, ['Name', 'Mail']);

    expect(setting.fields[0]?.columnIndex).toBe(1);
  });

  it('names every column that the file lacks', () => {
    const fields = [{ column: 'Mail', field: 'workEmail' }, { column: 'Town', field: 'city' }, { column: 'Name', field: 'lastName' }];
    const error = thrownBy(() => resolve({ fields }, ['Name']));

    expect(error).toMatchObject({ code: 'setting.column-missing', status: 400, details: { columns: ['Mail', 'Town'] } });
  });

  it('gives equal settings equal hashes, whatever the order of their keys', () => {
    const one = resolve({ mode: 'create', decimal: ',' }, ['Mail']);
    const other = Object.fromEntries(Object.entries(one).reverse()) as unknown as typeof one;

    expect(settingHash(other)).toBe(settingHash(one));
    expect(settingHash({ ...one, mode: 'update' })).not.toBe(settingHash(one));
  });
});
