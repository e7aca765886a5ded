import fc from 'fast-check';
import type { ImportSettingInput, OwnTarget, Preset, Target } from '../../../server/src/contracts';
import { buildCatalogue } from '../../../server/src/domain/fields';
import { assertJobName, isPresetHeader, parsePreset, recognisePresets, refusalOfFile } from '../../../server/src/domain/preset';
import { resolveSetting } from '../../../server/src/domain/setting';
import { isPattern } from '../../../server/src/domain/values';
import { compilePattern } from '../../../server/src/domain/values/cell-pattern';
import { SHIPPED_PRESETS } from '../../../server/src/formats';
import { createMapper } from '../../../server/src/pipeline/map';
import { presetTemplateCsv } from '../../../server/src/pipeline/report';

const CATALOGUES = { contacts: buildCatalogue('contacts', {}, {}), organizations: buildCatalogue('organizations', {}) };
const catalogueOf = (target: Target) => CATALOGUES[target as OwnTarget];
const shipped = (name: string): Preset => {
  const found = SHIPPED_PRESETS.find((preset) => preset.name === name);
  if (found === undefined) throw new Error(`No preset ${name}`);
  return found;
};
const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};
const badges: Preset = {
  name: 'badges', label: 'Badges', target: 'contacts',
  columns: [{ name: 'Badge', field: 'externalId', required: true, pattern: '[A-Z][0-9]{5}' }, { name: 'Name', field: 'lastName' }, { name: 'Desk', field: null, optional: true }],
  setting: { matchBy: ['externalId'], limits: { updates: 5, deletes: 0 } },
};

describe('the presets that ship', () => {
  it.each(SHIPPED_PRESETS.map((preset) => [preset.name, preset] as const))('%s is one that an administrator could have added', (_name, preset) => {
    expect(parsePreset(JSON.parse(JSON.stringify(preset)), catalogueOf)).toEqual(preset);
  });

  it.each(SHIPPED_PRESETS.filter(({ columns }) => columns.length > 0).map((preset) => [preset.name, preset] as const))('%s is recognised by its own template, before all others', (_name, preset) => {
    const header = (presetTemplateCsv(preset).split('\r\n')[0] ?? '').replace('\uFEFF', '').split(/[,;]/u);

    expect(recognisePresets(header, SHIPPED_PRESETS)[0]?.name).toBe(preset.name);
  });

  it.each(SHIPPED_PRESETS.filter(({ samples = [] }) => samples.length > 0).map((preset) => [preset.name, preset] as const))('%s takes the rows of its own template', (_name, preset) => {
    const columns = preset.columns.map(({ name }) => name);
    const target = preset.target ?? 'contacts';
    const setting = resolveSetting({ target, externalSource: 'CRM' }, { columns, catalogue: CATALOGUES[target as OwnTarget], source: { id: 's', name: 'CRM' }, preset });
    const map = createMapper(setting, CATALOGUES[target as OwnTarget]);

    expect(preset.samples).toHaveLength(3);
    expect((preset.samples ?? []).flatMap((cells, index) => map({ row: index + 1, line: index + 2, cells, issues: [] }).issues)).toEqual([]);
  });
});

describe('recognising a header', () => {
  const BOOK = ['Civilité', 'Prénom', 'Nom', 'E-mail', 'Service', 'Téléphone', 'Adresse', 'Ville'];
  const book = shipped('4ce-address-book');

  it.each([
    ['as it is', BOOK, true],
    ['without case and accents', BOOK.map((name) => name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()), true],
    ['with other accents composed', BOOK.map((name) => name.normalize('NFD')), true],
    ['in another order', [...BOOK.slice(1), 'Civilité'], false],
    ['with one more', [...BOOK, 'Pays'], false],
    ['with one less', BOOK.slice(1), false],
    ['with another spelling', BOOK.map((name) => (name === 'E-mail' ? 'Email' : name)), false],
    ['of an errors.csv', [...BOOK, 'import:job', 'import:row'], true],
  ])('of a strict preset, %s', (_how, header, expected) => {
    expect(isPresetHeader(header, book)).toBe(expected);
  });

  it('asks another preset for one of its lists, and ranks by how much is known', () => {
    const other: Preset = { ...badges, name: 'other', columns: [...badges.columns, { name: 'Team', field: 'department', optional: true }] };

    expect(recognisePresets(['badge', 'NAME', 'Team'], [badges, other]).map(({ name }) => name)).toEqual(['other', 'badges']);
    expect(recognisePresets(['badge', 'Team'], [badges, other])).toEqual([]);
  });
});

describe('a preset that somebody adds', () => {
  const problems = (more: object): { path: string }[] => (thrownBy(() => parsePreset({ ...badges, ...more }, catalogueOf)) as { details: { errors: { path: string }[] } }).details.errors;

  it('is taken as it is', () => {
    expect(parsePreset(badges, catalogueOf)).toEqual(badges);
  });

  it.each([
    ['an unknown key', { colour: 'red' }, ''],
    ['a name with a space', { name: 'my badges' }, 'name'],
    ['an unknown target', { target: 'planets' }, 'target'],
    ['an unknown field', { columns: [{ name: 'A', field: 'shoeSize' }] }, 'columns[0].field'],
    ['two columns of one name', { columns: [{ name: 'A', field: 'city' }, { name: 'á', field: 'state' }] }, 'columns[1].name'],
    ['two columns for one field', { columns: [{ name: 'A', field: 'city' }, { name: 'B', field: 'city' }] }, 'columns[1].field'],
    ['a pattern that could take for ever', { columns: [{ name: 'A', field: 'city', pattern: '(a+)+' }] }, 'columns[0].pattern'],
    ['an optional column of a strict one', { strict: true }, 'columns[2].optional'],
    ['samples of another width', { samples: [['A12345']] }, 'samples[0]'],
    ['a value for what is the plugin’s own', { onCreate: { lastJob: 'x' } }, 'onCreate.lastJob'],
    ['a status that is no flag', { onCreate: { expert: 'yes' } }, 'onCreate.expert'],
    ['a default that a setting could not have', { setting: { mergeMode: 'sometimes' } }, 'setting.mergeMode'],
  ])('is refused with %s', (_what, more, where) => {
    expect(problems(more).map(({ path }) => path)).toContain(where);
  });
});

describe('a setting with a preset', () => {
  const resolve = (input: Partial<ImportSettingInput>, columns: string[], preset = badges) =>
    resolveSetting({ target: 'contacts', externalSource: 'HR', ...input }, { columns, catalogue: CATALOGUES.contacts, source: { id: 'hr', name: 'HR' }, preset });

  it('takes from it what it does not say, key by key', () => {
    const setting = resolve({ limits: { updates: 9 }, mergeMode: 'hold' }, ['Badge', 'Name']);

    expect(setting).toMatchObject({ preset: 'badges', matchBy: ['externalId'], mergeMode: 'hold', limits: { updates: 9, merges: null, deletes: 0 } });
  });

  it('maps its columns wherever they stand, and others as their headers suggest', () => {
    expect(resolve({}, ['City', 'NAME', 'Desk', 'badge']).fields.map(({ columnIndex, field }) => [columnIndex, field])).toEqual([[3, 'externalId'], [1, 'lastName'], [0, 'city']]);
  });

  it('misses a column that is not optional', () => {
    expect(thrownBy(() => resolve({}, ['Badge', 'Desk']))).toMatchObject({ code: 'setting.column-missing', details: { columns: ['Name'] } });
  });

  it('keeps its demands when the setting maps the columns itself', () => {
    const fields = [{ column: 'Badge', field: 'externalId' }, { column: 'Name', field: 'department' }];

    expect(resolve({ fields }, ['Badge', 'Name']).fields).toMatchObject([{ field: 'externalId', checks: { required: true, pattern: '[A-Z][0-9]{5}' } }, { field: 'department' }]);
    expect(thrownBy(() => resolve({ fields: fields.slice(1) }, ['Badge', 'Name']))).toMatchObject({ code: 'setting.invalid' });
  });

  it('does not fit another target', () => {
    expect(thrownBy(() => resolve({ target: 'organizations' }, ['Name']))).toMatchObject({ code: 'setting.invalid', details: { errors: [{ path: 'preset' }] } });
  });

  it('reads a strict preset by position, and as nothing else', () => {
    const book = shipped('4ce-address-book');
    const numbered = Array.from({ length: 8 }, (_, index) => `Column ${index + 1}`);

    expect(resolve({}, numbered, book).fields.map(({ field }) => field)).toEqual(['salutation', 'firstName', 'lastName', 'workEmail', 'department', 'workPhone', 'address1', 'city']);
    const saved = book.columns.map(({ name, field }, columnIndex) => ({ column: name, columnIndex, field: field ?? '' }));
    expect(resolve({ fields: saved }, numbered, book).fields.map(({ columnIndex, onBlank }) => [columnIndex, onBlank])).toContainEqual([7, 'clear']);
    expect(thrownBy(() => resolve({ fields: saved.map((mapping) => (mapping.field === 'city' ? { ...mapping, field: 'state' } : mapping)) }, numbered, book))).toMatchObject({ code: 'setting.invalid' });
  });
});

describe('what a preset refuses', () => {
  const file = (rows: number, columns = ['Badge', 'Name']) => ({ columns, rowCount: rows, parts: [{ name: 'a.csv', firstRow: 1, rows: 3 }, { name: 'b.csv', firstRow: 4, rows: rows - 3 }] });

  it.each([
    ['rows of a file', { limits: { rows: 9 } }, { code: 'preset.too-many-rows', details: { limit: 9, rows: 10 } }],
    ['rows of one CSV of a zip', { limits: { rowsPerFile: 6 } }, { code: 'preset.too-many-rows', details: { limit: 6, rows: 7, file: 'b.csv' } }],
    ['columns', { strict: true }, { code: 'preset.columns', details: { found: 2 } }],
  ])('is %s', (_what, more, refusal) => {
    expect(refusalOfFile(file(10), { ...badges, ...more })).toMatchObject({ status: 400, ...refusal });
    expect(refusalOfFile(file(4, ['Badge', 'Name', 'Desk', 'import:row']), { ...badges, ...more })).toBeNull();
  });

  it('is the name of a job, where it asks for one', () => {
    const named: Preset = { ...badges, jobName: { required: true, spaces: false } };

    expect([thrownBy(() => assertJobName(undefined, named)), thrownBy(() => assertJobName('June 2026', named))]).toMatchObject([{ code: 'job.name-missing' }, { code: 'job.name-space' }]);
    expect(() => assertJobName('June-2026', named)).not.toThrow();
    expect(() => assertJobName('June 2026', badges)).not.toThrow();
  });
});

describe('the cells of the 4CE address book', () => {
  const book = shipped('4ce-address-book');
  const columns = book.columns.map(({ name }) => name);
  const setting = resolveSetting({ target: 'contacts' }, { columns, catalogue: CATALOGUES.contacts, source: null, preset: book });
  const map = createMapper(setting, CATALOGUES.contacts);
  const GOOD = ['Mme', 'Camille', 'Durand', 'camille@example.com', 'Achats', '0199000001', '1 rue X', 'Paris'];
  const read = (column: string, cell: string) => map({ row: 1, line: 2, cells: GOOD.map((each, index) => (columns[index] === column ? cell : each)), issues: [] });

  it.each([
    ['Civilité', '', []], ['Civilité', 'Mlle', []], ['Civilité', 'Mr', ['enumeration.unknown']], ['Civilité', 'mme', ['enumeration.unknown']], ['Civilité', 'Mme ', ['enumeration.unknown']],
    ['Prénom', 'x'.repeat(50), []], ['Prénom', 'x'.repeat(51), ['text.too-long']], ['Prénom', `${'x'.repeat(50)} `, ['text.too-long']], ['Prénom', 'Anne, Marie', ['cell.forbidden']],
    ['Nom', 'é'.repeat(20), []], ['Nom', 'é'.repeat(21), ['text.too-long']], ['Nom', '👍'.repeat(20), []],
    ['E-mail', '', ['required.missing']], ['E-mail', ' ', ['cell.pattern']], ['E-mail', 'nobody', ['email.invalid']], ['E-mail', ' a@example.com', ['cell.pattern']],
    ['E-mail', `${'a'.repeat(61)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example.com`, ['text.too-long']],
    ['Service', 'x'.repeat(51), ['text.too-long']],
    ['Téléphone', '0033199000001', []], ['Téléphone', '01 99 00 00 01', ['cell.pattern']], ['Téléphone', '+33199000001', ['cell.pattern']], ['Téléphone', '0199000001 ', ['cell.pattern']],
    ['Téléphone', '0'.repeat(21), ['text.too-long']], ['Téléphone', '٠١٩٩٠٠٠٠٠١', ['cell.pattern']],
    ['Adresse', 'x'.repeat(101), ['text.too-long']], ['Ville', 'x'.repeat(101), ['text.too-long']], ['Ville', 'Paris, 13e', ['cell.forbidden']],
  ])('%s "%s": %j', (column, cell, codes) => {
    expect(read(column, cell).issues.map(({ code }) => code)).toEqual(codes);
  });

  it('give M. for a blank civility, clear what is blank, and write 00 as the start of an international number', () => {
    expect(map({ row: 1, line: 2, cells: ['', '', '', 'a@example.com', '', '0033199000002', '', ''], issues: [] }).values).toEqual({
      salutation: 'M.', firstName: null, lastName: null, workEmail: 'a@example.com', department: null, workPhone: '+33199000002', address1: null, city: null,
    });
    expect(read('Téléphone', '0199000001').values['workPhone']).toBe('+33199000001');
  });
});

describe('a pattern', () => {
  it.each(['[A-Z][0-9]{5}', '\\d+', '[0-9]{2,4}', '\\p{L}+', 'AB-?[0-9]+', '\\S+', '.*', 'a{3}b*'])('%s is one', (pattern) => {
    expect(isPattern(pattern)).toBe(true);
  });

  it.each(['', '(a)', 'a|b', 'a+b+', '[a-', 'a**', '^a$', '\\1', '[z-a]', 'x'.repeat(21), 'a?b?c?d?', '\\p{Nonsense}'])('%s is none', (pattern) => {
    expect(isPattern(pattern)).toBe(false);
  });

  it('matches the whole of any cell in a time that grows with its length', () => {
    const classes = fc.constantFrom('a', '[ab]', '.', '\\d', '[^c]');
    const pattern = fc.tuple(fc.array(classes, { minLength: 1, maxLength: 8 }), classes, fc.constantFrom('+', '*', '{1,}'), fc.array(classes, { maxLength: 8 })).map(([before, open, quantifier, after]) => [...before, open + quantifier, ...after].join(''));

    fc.assert(
      fc.property(pattern, (text) => {
        const expression = compilePattern(text);
        const steps = `${'a'.repeat(20_000)}c`;
        expression.test(steps);
        return isPattern(text) && expression.source.startsWith('^(?:');
      }),
      { numRuns: 50 },
    );
  });
});
