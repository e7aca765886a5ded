import type { FieldMapping, ImportSettingInput, OwnTarget, Target } from '../../../server/src/contracts';
import { buildCatalogue } from '../../../server/src/domain/fields';
import { resolveSetting } from '../../../server/src/domain/setting';
import { createMapper } from '../../../server/src/pipeline/map';
import type { Candidate } from '../../../server/src/pipeline/types';

const CATALOGUES = { contacts: buildCatalogue('contacts', { badge: { type: 'string', required: true } }, {}), organizations: buildCatalogue('organizations', {}) };
const SOURCES = [{ id: 'src1', name: 'CRM', active: true }, { id: 'src2', name: 'ERP', active: true }, { id: 'src3', name: 'Shop', active: true }];

interface Given extends Omit<Partial<ImportSettingInput>, 'fields'> {
  fields: (Partial<FieldMapping> & { field: string })[];
  columns?: string[];
}

/** Maps one row of columns that are named like their fields, and of further `columns`. */
const map = ({ columns = [], fields, ...setting }: Given, cells: string[]): Candidate => {
  const target: Target = setting.target ?? 'contacts';
  const mappings = fields.map((field) => ({ column: field.field, ...field }));
  const header = [...new Set([...mappings.map(({ column }) => column), ...columns])];
  const resolved = resolveSetting({ externalSource: 'CRM', ...setting, target, fields: mappings }, { columns: header, catalogue: CATALOGUES[target as OwnTarget], source: { id: 'src1', name: 'CRM' }, sources: SOURCES });
  return createMapper(resolved, CATALOGUES[target as OwnTarget])({ row: 1, line: 2, cells, issues: [] });
};

describe('the action column', () => {
  const action = (cell: string, more: Partial<Given> = {}): Candidate => map({ fields: [{ field: 'lastName' }], columns: ['Action'], actionColumn: 'Action', ...more }, ['Lee', cell]);

  it.each([
    ['create', ['create', 'ADD', 'Insert', 'Ajouter', 'créer', 'CREER', 'přidat', 'Vytvořit']],
    ['update', ['update', 'modify', 'Modifier', 'mise à jour', 'Mettre à jour', 'upravit', 'ZMENIT']],
    ['upsert', ['upsert', 'create or update', 'ajouter ou modifier', 'přidat nebo upravit']],
    ['delete', ['delete', 'remove', 'Supprimer', 'effacer', 'smazat', 'Odstranit']],
    ['skip', ['skip', 'ignore', 'Ignorer', 'přeskočit', 'vynechat']],
  ])('says %s in three languages, whatever the case and accents', (expected, words) => {
    expect(words.map((word) => action(` ${word} `).action)).toEqual(words.map(() => expected));
  });

  it('leaves to the setting what it does not say', () => {
    expect(action('  ')).toMatchObject({ action: null, issues: [] });
    expect(map({ fields: [{ field: 'lastName' }] }, ['Lee']).action).toBeNull();
  });

  it.each(['destroy', '?', 'create delete', '__proto__', 'x'.repeat(500)])('makes the row invalid with an unknown word: %s', (cell) => {
    expect(action(cell)).toMatchObject({ action: null, issues: [{ code: 'action.unknown', column: 1 }] });
  });

  it('may be mapped to a field as well', () => {
    expect(action('delete', { fields: [{ field: 'lastName' }, { field: 'department', column: 'Action' }] })).toMatchObject({ action: 'delete', values: { department: 'delete' } });
  });

  it('finds no fault in the cells of a row that is to be skipped', () => {
    const candidate = map({ fields: [{ field: 'workEmail' }], columns: ['Action'], actionColumn: 'Action' }, ['not an address', 'skip']);

    expect(candidate).toMatchObject({ action: 'skip', values: {}, issues: [], empty: false });
  });

  it('makes no row of blank cells worth a record', () => {
    expect(map({ fields: [{ field: 'lastName' }], columns: ['Action'], actionColumn: 'Action' }, ['', 'create'])).toMatchObject({ empty: true, action: 'create' });
  });
});

describe('rules', () => {
  const city = (cell: string, rules: ImportSettingInput['rules'], more: Partial<FieldMapping> = {}, setting: Partial<Given> = {}): unknown =>
    map({ fields: [{ field: 'lastName' }, { field: 'city', ...more }], ...(rules === undefined ? {} : { rules }), ...setting }, ['Lee', cell]).values['city'];

  it('replace the whole cell of their column, compared trimmed and without case', () => {
    const rules = [{ column: 'city', from: 'pragu', to: 'Prague' }];

    expect(['Pragu', ' PRAGU ', 'Pragu 1', 'Brno'].map((cell) => city(cell, rules))).toEqual(['Prague', 'Prague', 'Pragu 1', 'Brno']);
  });

  it('leave other columns alone', () => {
    expect(city('Lee', [{ column: 'lastName', from: 'Lee', to: 'Li' }])).toBe('Lee');
  });

  it('come before the clear token, value mapping and transforms', () => {
    expect(city('x', [{ column: 'city', from: 'x', to: 'PHA' }], { values: { PHA: 'Praha' } })).toBe('Praha');
    expect(city('x', [{ column: 'city', from: 'x', to: 'praha' }], { transform: ['upper'] })).toBe('PRAHA');
    expect(city('x', [{ column: 'city', from: 'x', to: '[clear]' }], {}, { clearToken: '[clear]' })).toBeNull();
  });

  it('may make a cell blank, or give a blank cell a text', () => {
    expect(city('n/a', [{ column: 'city', from: 'N/A', to: '' }])).toBeUndefined();
    expect(city('n/a', [{ column: 'city', from: 'N/A', to: '' }], { onBlank: 'clear' })).toBeNull();
    expect(city('', [{ column: 'city', from: '', to: 'Praha' }])).toBe('Praha');
  });

  it('hold for the action column too', () => {
    const setting = { fields: [{ field: 'lastName' }], columns: ['Action'], actionColumn: 'Action', rules: [{ column: 'Action', from: 'raus', to: 'delete' }] };

    expect(map(setting, ['Lee', 'RAUS']).action).toBe('delete');
  });

  it('of one text are decided by the last', () => {
    expect(city('x', [{ column: 'city', from: 'x', to: 'first' }, { column: 'city', from: 'X', to: 'last' }])).toBe('last');
  });

  it('of a column that the file lacks are left out', () => {
    expect(city('Brno', [{ column: 'Ort', from: 'Brno', to: 'Wien' }])).toBe('Brno');
  });

  it('are not applied to what they give', () => {
    expect(city('a', [{ column: 'city', from: 'a', to: 'b' }, { column: 'city', from: 'b', to: 'a' }])).toBe('b');
  });
});

describe('what becomes of a blank or clearing cell', () => {
  const read = (cell: string, more: Partial<FieldMapping>, clearToken: string | null = '[clear]'): unknown =>
    map({ fields: [{ field: 'lastName' }, { field: 'city', ...more }], clearToken }, ['Lee', cell]).values['city'];

  it.each<[string, string, Partial<FieldMapping>, unknown]>([
    ['keeps', '', {}, undefined],
    ['clears where blanks clear', '', { onBlank: 'clear' }, null],
    ['clears by the token, whatever the blank policy', '[clear]', { onBlank: 'keep' }, null],
    ['takes the default for a blank', '', { default: 'Brno' }, 'Brno'],
    ['takes the default before the blank policy', '', { default: 'Brno', onBlank: 'clear' }, 'Brno'],
    ['takes the token before the default', '[clear]', { default: 'Brno' }, null],
    ['takes the default as it is written', '', { default: 'brno', values: { brno: 'Praha' }, transform: ['upper'] }, 'brno'],
    ['takes a blank default for none', '', { default: '  ', onBlank: 'clear' }, null],
    ['takes a value mapped to nothing for a blank', 'n/a', { values: { 'N/A': '' } }, undefined],
    ['clears by a value mapped to nothing where blanks clear', 'n/a', { values: { 'N/A': '' }, onBlank: 'clear' }, null],
    ['takes the default for a value mapped to nothing', 'n/a', { values: { 'N/A': '' }, default: 'Brno' }, 'Brno'],
    ['clears by a value mapped to the token', 'none', { values: { none: '[clear]' } }, null],
    ['maps a value without transforming it', 'pha', { values: { PHA: 'Praha' }, transform: ['upper'] }, 'Praha'],
    ['takes the token exactly', '[CLEAR]', {}, '[CLEAR]'],
  ])('%s', (_name, cell, more, expected) => expect(read(cell, more)).toBe(expected));

  it('takes the token of no setting for text', () => {
    expect(read('[clear]', {}, null)).toBe('[clear]');
  });

  it('never clears external IDs', () => {
    const fields = [{ field: 'lastName' }, { field: 'externalId', onBlank: 'clear' as const }, { field: 'externalIds.ERP', onBlank: 'clear' as const }, { field: 'organization.externalId', onBlank: 'clear' as const }];

    expect(map({ fields, clearToken: '-' }, ['Lee', '-', '', '-'])).toMatchObject({ externalId: null, organization: null, issues: [] });
    expect(map({ fields, clearToken: '-' }, ['Lee', '-', '', '-']).externalIds).toBeUndefined();
  });

  it('clears fields of the organization, but not the name that it goes by', () => {
    const fields = [{ field: 'organization.externalId' }, { field: 'organization.name', onBlank: 'clear' as const }, { field: 'organization.industry' }];

    expect(map({ fields, clearToken: '-' }, ['O1', '', '-']).organization).toEqual({ externalId: 'O1', values: { industry: null } });
  });

  it('refuses to clear what every record must have', () => {
    const candidate = map({ fields: [{ field: 'lastName' }, { field: 'badge' }], clearToken: '-' }, ['Lee', '-']);

    expect(candidate.issues).toEqual([{ code: 'required.missing', column: 1, params: { field: 'badge' } }]);
    expect(map({ target: 'organizations', fields: [{ field: 'externalId' }, { field: 'name', onBlank: 'clear' }] }, ['O1', '']).issues).toMatchObject([{ code: 'required.missing', column: 1 }]);
  });

  it('skips a row of blank cells although its fields would be cleared', () => {
    const fields = [{ field: 'lastName', onBlank: 'clear' as const }, { field: 'badge', onBlank: 'clear' as const }];

    expect(map({ fields }, ['', ' '])).toMatchObject({ empty: true, values: {}, issues: [{ code: 'row.empty' }] });
  });

  it('leaves a field that is not included alone', () => {
    expect(map({ fields: [{ field: 'lastName' }, { field: 'city', include: false, onBlank: 'clear', default: 'Brno' }] }, ['Lee', '']).values).toEqual({ lastName: 'Lee' });
  });
});

describe('a list', () => {
  const tags = (cell: string, more: Partial<FieldMapping> = {}, setting: Partial<Given> = {}): unknown =>
    map({ target: 'organizations', fields: [{ field: 'name' }, { field: 'tags', list: { separator: ',' }, ...more }], ...setting }, ['Acme', cell]).values['tags'];

  it('is split by its separator and joined by semicolons, without blanks and doubles', () => {
    expect(tags(' red, Blue,,RED ')).toBe('red;Blue');
    expect(tags('a || b', { list: { separator: '||' } })).toBe('a;b');
    expect(tags('a;b')).toBe('a;b');
  });

  it('has each item mapped and transformed by itself', () => {
    expect(tags('VIP,old,blue', { values: { vip: 'key account', OLD: '' }, transform: ['upper'] })).toBe('key account;BLUE');
  });

  it('without any item is a blank cell', () => {
    expect([tags(' , '), tags(',', { onBlank: 'clear' }), tags(',', { default: 'new,2026' })]).toEqual([undefined, null, 'new;2026']);
  });

  it('is cleared by the token', () => {
    expect(tags('-', {}, { clearToken: '-' })).toBeNull();
  });

  it('stays as it is written where the mapping does not say that it is one', () => {
    expect(tags('red; blue, green', { list: null })).toBe('red; blue, green');
  });

  it('of web addresses is refused for one that is none', () => {
    const read = (cell: string): Candidate => map({ target: 'organizations', fields: [{ field: 'name' }, { field: 'websites', list: { separator: '|' } }] }, ['Acme', cell]);

    expect(read('https://a.example|www.b.example').values['websites']).toBe('https://a.example;www.b.example');
    expect(read('https://a.example|javascript:alert(1)').issues).toEqual([{ code: 'url.invalid', column: 1 }]);
  });
});

describe('a column of full names', () => {
  const name = (cell: string, more: Partial<FieldMapping> = {}, other: Given['fields'] = [{ field: 'workEmail' }], setting: Partial<Given> = {}): Candidate['values'] =>
    map({ fields: [{ field: 'fullName', ...more }, ...other], ...setting }, [cell, '']).values;

  it('gives first name, last name, and the salutation in front', () => {
    expect(name('Mme Marie de la Tour')).toEqual({ salutation: 'Mme', firstName: 'Marie', lastName: 'de la Tour' });
    expect(name('Novák Jan', { transform: ['last-name-first'] })).toEqual({ firstName: 'Jan', lastName: 'Novák' });
  });

  it('is transformed before it is split', () => {
    expect(name('NOVÁKOVÁ, JANA', { transform: ['capitalise'] })).toEqual({ firstName: 'Jana', lastName: 'Nováková' });
  });

  it('leaves the salutation to the column that is mapped to it', () => {
    expect(name('Mr John Lee', {}, [{ field: 'salutation' }])).toEqual({ firstName: 'John', lastName: 'Lee' });
  });

  it('keeps or clears the part that a name lacks, but never a salutation', () => {
    expect(name('Novák')).toEqual({ lastName: 'Novák' });
    expect(name('Novák', { onBlank: 'clear' })).toEqual({ firstName: null, lastName: 'Novák' });
    expect(map({ fields: [{ field: 'fullName' }, { field: 'city' }], clearToken: '-' }, ['-', 'Brno']).values).toEqual({ firstName: null, lastName: null, city: 'Brno' });
  });

  it('takes the default for a blank', () => {
    expect(map({ fields: [{ field: 'fullName', default: 'John Doe' }, { field: 'city' }] }, ['', 'Brno']).values).toEqual({ firstName: 'John', lastName: 'Doe', city: 'Brno' });
  });
});

describe('external IDs of other sources', () => {
  it('stand beside the own one, each with its source', () => {
    const fields = [{ field: 'externalId' }, { field: 'externalIds.ERP' }, { field: 'externalIds.src3' }];

    expect(map({ fields }, ['C1', ' 007 ', 'S9'])).toMatchObject({ externalId: 'C1', externalIds: [{ source: 'src2', value: '007' }, { source: 'src3', value: 'S9' }], values: {} });
    expect(map({ fields }, ['C1', '', '']).externalIds).toBeUndefined();
  });

  it('need no source of the setting itself', () => {
    expect(map({ externalSource: null, fields: [{ field: 'lastName' }, { field: 'externalIds.ERP' }] }, ['Lee', 'E1']).externalIds).toEqual([{ source: 'src2', value: 'E1' }]);
  });

  it('are warned of where a spreadsheet has cut them', () => {
    expect(map({ fields: [{ field: 'lastName' }, { field: 'externalIds.ERP' }] }, ['Lee', '4.41E+11']).issues).toEqual([{ code: 'cell.excel-number', column: 1 }]);
  });
});
