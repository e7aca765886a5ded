import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020';
import { OperationError, type FieldMapping, type ImportSettingInput } from '../../../server/src/contracts';
import { buildCatalogue, markIdentifiers } from '../../../server/src/domain/fields';
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
    ['a group with its fields in order', { target: 'contacts', matchBy: [{ email: ['personalEmail', 'workEmail'] }, { phone: ['cellPhone'] }] }],
    ['every policy with another value than its default', {
      target: 'contacts', mergeMode: 'merge-all', mode: 'update', inFileDuplicates: 'combine', actionColumn: 'Action', onError: { policy: 'stop-after', percent: 0.5 },
      onChangedSincePlan: 'replan', limits: { updates: 10, merges: 0, clears: null, deletes: 1 }, allowSharedIdentifiers: ['info@example.org'],
      rules: [{ column: 'City', from: 'Pragu', to: 'Prague' }, { column: 'City', from: 'n/a', to: '' }],
    }],
    ['a list', { target: 'contacts', fields: [{ column: 'Tags', field: 'organization.tags', list: { separator: '|', mode: 'extend' } }] }],
    ['a full name', { target: 'contacts', fields: [{ column: 'Name', field: 'fullName', transform: ['capitalise', 'last-name-first'] }] }],
    ['external IDs of other sources', { target: 'contacts', fields: [{ column: 'A', field: 'externalIds.ERP' }, { column: 'B', field: 'externalIds.Shop' }] }],
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
    ['an address as notify', { target: 'contacts', notify: { email: 'ann@example.org' } }, 'notify.email'],
    ['an empty clear token', { target: 'contacts', clearToken: '' }, 'clearToken'],
    ['a blank clear token', { target: 'contacts', clearToken: '  ' }, 'clearToken'],
    ['a rule without a target', { target: 'contacts', rules: [{ column: 'A', from: 'x' }] }, 'rules[0].to'],
    ['an unknown key of a rule', { target: 'contacts', rules: [{ column: 'A', from: 'x', to: 'y', field: 'city' }] }, 'rules[0].field'],
    ['5,001 rules', { target: 'contacts', rules: Array.from({ length: 5001 }, () => ({ column: 'A', from: 'x', to: 'y' })) }, 'rules'],
    ['an unknown limit', { target: 'contacts', limits: { creates: 1 } }, 'limits.creates'],
    ['a negative limit', { target: 'contacts', limits: { deletes: -1 } }, 'limits.deletes'],
    ['two groups in one item', { target: 'contacts', matchBy: [{ email: ['workEmail'], phone: ['cellPhone'] }] }, 'matchBy[0]'],
    ['a group of nothing', { target: 'contacts', matchBy: [{ email: [] }] }, 'matchBy[0]'],
    ['a group with a field twice', { target: 'contacts', matchBy: [{ email: ['workEmail', 'workEmail'] }] }, 'matchBy[0]'],
    ['a group that is none', { target: 'contacts', matchBy: [{ city: ['city'] }] }, 'matchBy[0]'],
    ['an unknown list mode', mapping({ list: { mode: 'add' } }), 'fields[0].list.mode'],
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
    ['a field of another kind in a group', { target: 'contacts', matchBy: [{ email: ['workEmail', 'workPhone'] }] }, 'matchBy[0]'],
    ['a compound of fields that only narrow', { target: 'contacts', matchBy: [['lastName', 'city']] }, 'matchBy[0]'],
    ['a compound with what cannot be compared', { target: 'contacts', matchBy: [['email', 'surveyOptOut']] }, 'matchBy[0]'],
    ['a list of a field that holds one value', { target: 'contacts', fields: [{ column: 'A', field: 'city', list: { separator: ';' } }] }, 'fields[0].list'],
    ['a full name beside its last name', { target: 'contacts', fields: [{ column: 'A', field: 'fullName' }, { column: 'B', field: 'lastName' }] }, 'fields[0].field'],
    ['last name first for what is no full name', { target: 'contacts', fields: [{ column: 'A', field: 'city', transform: ['last-name-first'] }] }, 'fields[0].transform'],
    ['an external ID of no source', { target: 'contacts', fields: [{ column: 'A', field: 'externalIds.' }] }, 'fields[0].field'],
    ['stopping after nothing', { target: 'contacts', onError: { policy: 'stop-after' } }, 'onError'],
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

  it('takes a compound whose keyed member stands among others that narrow it', () => {
    const matchBy = [['lastName', 'email', 'organization'], ['username', 'city']];

    expect(() => parseImportSetting({ target: 'contacts', matchBy }, catalogue)).not.toThrow();
  });

  it('knows no groups and no full names of organizations', () => {
    const organizations = buildCatalogue('organizations', {});
    const problems = (input: object): unknown => thrownBy(() => parseImportSetting({ target: 'organizations', ...input }, organizations)).details['errors'];

    expect(problems({ matchBy: ['email', { phone: ['workPhone'] }] })).toMatchObject([{ path: 'matchBy[0]' }, { path: 'matchBy[1]' }]);
    expect(problems({ fields: [{ column: 'A', field: 'fullName' }] })).toMatchObject([{ path: 'fields[0].field' }]);
  });

  it('lets an identifier of the configuration stand in matchBy by itself', () => {
    const marked = markIdentifiers(buildCatalogue('contacts', { customerNumber: { type: 'string' }, badge: { type: 'integer' } }), ['customerNumber', 'badge']);

    expect(() => parseImportSetting({ target: 'contacts', matchBy: ['customerNumber', ['badge', 'lastName']] }, marked)).not.toThrow();
  });

  it('does not count a field that is not included as mapped twice', () => {
    const fields = [{ column: 'A', field: 'city' }, { column: 'B', field: 'city', include: false }];

    expect(() => parseImportSetting({ target: 'contacts', fields }, catalogue)).not.toThrow();
  });

  it.each([
    ['publish', { publish: 'published' }],
    ['locale', { locale: 'fr' }],
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

  it('ties the action column and the rules to this file, and leaves out rules of columns that it lacks', () => {
    const rules = [{ column: 'mesto', from: ' Pragu ', to: ' Prague ' }, { column: 'Pays', from: 'x', to: 'y' }];
    const setting = resolve({ fields: [{ column: 'Mail', field: 'workEmail' }], actionColumn: 'AKCE', rules }, ['Mail', 'Město', 'Akce']);

    expect(setting).toMatchObject({ actionColumn: 2, rules: [{ columnIndex: 1, from: 'Pragu', to: 'Prague' }] });
  });

  it('names an action column that the file lacks together with the other columns', () => {
    const error = thrownBy(() => resolve({ fields: [{ column: 'Town', field: 'city' }], actionColumn: 'Action' }, ['Name']));

    expect(error).toMatchObject({ code: 'setting.column-missing', details: { columns: ['Town', 'Action'] } });
  });

  it('has no action column and no clear token where they are blank', () => {
    expect(resolve({ fields: [], actionColumn: ' ', clearToken: null }, ['Name'])).toMatchObject({ actionColumn: null, clearToken: null });
    expect(resolve({ fields: [], clearToken: ' [clear] ' }, ['Name']).clearToken).toBe('[clear]');
  });

  it('makes of a full name its parts, and a salutation unless one is mapped', () => {
    const name = { column: 'Name', field: 'fullName', onConflict: 'fill' as const };
    const fields = (more: FieldMapping[]) => resolve({ fields: [name, ...more] }, ['Name', 'Mr']).fields.map(({ field, columnIndex, onConflict, splitName }) => [field, columnIndex, onConflict, splitName]);

    expect(fields([])).toEqual([['salutation', 0, 'fill', true], ['firstName', 0, 'fill', true], ['lastName', 0, 'fill', true]]);
    expect(fields([{ column: 'Mr', field: 'salutation' }])).toEqual([['firstName', 0, 'fill', true], ['lastName', 0, 'fill', true], ['salutation', 1, 'file', undefined]]);
  });

  it('leaves out what is not included', () => {
    expect(resolve({ fields: [{ column: 'Gone', field: 'city', include: false }, { column: 'Name', field: 'lastName' }] }, ['Name']).fields).toMatchObject([{ field: 'lastName' }]);
  });

  describe('with external IDs of other sources', () => {
    const sources = [{ ...source, active: true }, { id: 'src2', name: 'ERP', active: true }, { id: 'src3', name: 'Shop', active: false }];
    const others = (...named: string[]) =>
      resolveSetting(
        { target: 'contacts', externalSource: 'CRM', fields: [{ column: 'ID', field: 'externalId' }, ...named.map((name) => ({ column: name, field: `externalIds.${name}` }))] },
        { columns: ['ID', ...named], catalogue, source, sources },
      ).fields.slice(1).map((field) => field.source);

    it('finds each by name without case, or by id', () => {
      expect(others('erp')).toEqual(['src2']);
      expect(others('src2')).toEqual(['src2']);
    });

    it('refuses one that does not exist, and one that is not active', () => {
      expect(thrownBy(() => others('SAP'))).toMatchObject({ code: 'external-source.unknown', status: 400 });
      expect(thrownBy(() => others('Shop'))).toMatchObject({ code: 'external-source.inactive', status: 409 });
    });

    it('refuses one source under two names, and the own one again', () => {
      expect(thrownBy(() => others('ERP', 'src2')).code).toBe('setting.invalid');
      expect(thrownBy(() => others('CRM')).code).toBe('setting.invalid');
    });
  });

  it.each<[string, Partial<ImportSettingInput>]>([
    ['target', { target: 'organizations' }], ['externalSource', { externalSource: 'ERP' }], ['matchBy', { matchBy: ['domain'] }], ['mergeMode', { mergeMode: 'hold' }],
    ['mode', { mode: 'create' }], ['organizations', { organizations: { missing: 'blank' } }], ['inFileDuplicates', { inFileDuplicates: 'last' }], ['clearToken', { clearToken: '-' }],
    ['actionColumn', { actionColumn: 'Name' }], ['onError', { onError: { policy: 'all-or-nothing' } }], ['onChangedSincePlan', { onChangedSincePlan: 'replan' }],
    ['limits', { limits: { deletes: 0 } }], ['allowSharedIdentifiers', { allowSharedIdentifiers: ['info@example.org'] }], ['rules', { rules: [{ column: 'Name', from: 'a', to: 'b' }] }],
    ['defaultCountry', { defaultCountry: 'CZ' }], ['dateFormat', { dateFormat: 'DD.MM.YYYY' }], ['decimal', { decimal: ',' }], ['timeZone', { timeZone: 'Europe/Prague' }],
    ...([{ onConflict: 'fill' }, { onBlank: 'clear' }, { default: 'x' }, { values: { a: 'b' } }, { transform: ['upper'] }, { columnIndex: 1, column: 'Other' }] as Partial<FieldMapping>[]).map(
      (more): [string, Partial<ImportSettingInput>] => [`fields: ${Object.keys(more).join()}`, { fields: [{ column: 'Name', field: 'name', ...more }] }]),
  ])('has another hash for another %s', (_key, more) => {
    const hash = (input: Partial<ImportSettingInput>): string =>
      settingHash(resolveSetting(
        { target: 'organizations', fields: [{ column: 'Name', field: 'name' }], ...input },
        { columns: ['Name', 'Other'], catalogue: buildCatalogue('organizations', {}), source: input.externalSource ? { id: 'src2', name: input.externalSource } : null },
      ));
    // Everything above is of organizations but the target itself.
    if (more.target !== undefined) return expect(settingHash({ ...resolve({ fields: [] }, []), target: 'organizations' })).not.toBe(settingHash(resolve({ fields: [] }, [])));

    return expect(hash(more)).not.toBe(hash({}));
  });

  it('gives equal settings equal hashes, whatever the order of their keys', () => {
    const one = resolve({ mode: 'create', decimal: ',' }, ['Mail']);
    const other = Object.fromEntries(Object.entries(one).reverse()) as unknown as typeof one;

    expect(settingHash(other)).toBe(settingHash(one));
    expect(settingHash({ ...one, mode: 'update' })).not.toBe(settingHash(one));
  });
});
