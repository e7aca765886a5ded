import {
  DEFAULT_RULES, findDoubles, findIdColumns, findMissing, findSourceless, isInView, leaveOutIds, toColumnMappings, toFieldMappings, withValue, type ColumnMapping,
} from '../../../admin/src/utils/mapping';
import type { FieldDescriptor, SuggestedMapping } from '../../../server/src/contracts';

const suggested: SuggestedMapping[] = [
  { columnIndex: 0, column: 'E-mail', field: 'workEmail', confidence: 'synonym' },
  { columnIndex: 1, column: 'E-mail', field: 'personalEmail', confidence: 'guess' },
  { columnIndex: 2, column: 'Note', field: null, confidence: null },
];
const column = (columnIndex: number, field: string | null, include = true): ColumnMapping => ({
  columnIndex, column: `Column ${columnIndex}`, field, include, confidence: null, rules: DEFAULT_RULES,
});

describe('the mapping of columns to fields', () => {
  it('takes the suggestions where the setting says nothing', () => {
    const columns = toColumnMappings(suggested, []);

    expect(columns.map(({ field, include }) => ({ field, include }))).toEqual([
      { field: 'workEmail', include: true },
      { field: 'personalEmail', include: true },
      { field: null, include: false },
    ]);
  });

  it('takes the saved fields instead of suggestions, and leaves out columns that the setting does not name', () => {
    const columns = toColumnMappings(suggested, [{ column: 'Note', columnIndex: 2, field: 'department' }]);

    expect(columns.map(({ field }) => field)).toEqual([null, null, 'department']);
  });

  it('tells two columns of the same name apart by their place', () => {
    const saved = [
      { column: 'E-mail', columnIndex: 0, field: 'otherEmail' },
      { column: 'E-mail', columnIndex: 1, field: 'workEmail' },
    ];

    const columns = toColumnMappings(suggested, saved);

    expect(columns.map(({ field }) => field)).toEqual(['otherEmail', 'workEmail', null]);
  });

  it('keeps what the setting said besides, as long as the field stays', () => {
    const saved = [{ column: 'Column 0', columnIndex: 0, field: 'workEmail', transform: ['lower' as const] }];

    expect(toFieldMappings([column(0, 'workEmail')], saved)).toEqual([
      { column: 'Column 0', columnIndex: 0, field: 'workEmail', include: true, transform: ['lower'] },
    ]);
    expect(toFieldMappings([column(0, 'city')], saved)).toEqual([{ column: 'Column 0', columnIndex: 0, field: 'city', include: true }]);
  });

  it('shows the rules that the setting has for a field, and the usual ones for the others', () => {
    const saved = [{ column: 'E-mail', columnIndex: 0, field: 'workEmail', onBlank: 'clear' as const, onConflict: 'fill' as const }];

    const [first, , third] = toColumnMappings(suggested, saved);

    expect(first?.rules).toEqual({ onConflict: 'fill', onBlank: 'clear', default: null, values: {} });
    expect(third?.rules).toEqual(DEFAULT_RULES);
  });

  it('writes only the rules that differ from the usual ones', () => {
    const changed = { ...column(0, 'city'), rules: { onConflict: 'file' as const, onBlank: 'clear' as const, default: 'Praha', values: {} } };

    expect(toFieldMappings([changed], [])).toEqual([
      { column: 'Column 0', columnIndex: 0, field: 'city', include: true, onBlank: 'clear', default: 'Praha' },
    ]);
  });

  it('drops a saved rule that a person set back to the usual one', () => {
    const saved = [{ column: 'Column 0', columnIndex: 0, field: 'city', onBlank: 'clear' as const }];

    expect(toFieldMappings([column(0, 'city')], saved)).toEqual([{ column: 'Column 0', columnIndex: 0, field: 'city', include: true }]);
  });

  it('finds fields that two included columns claim', () => {
    expect([...findDoubles([column(0, 'city'), column(1, 'city')])]).toEqual(['city']);
    expect([...findDoubles([column(0, 'city'), column(1, 'city', false)])]).toEqual([]);
  });

  it('finds required fields without an included column', () => {
    const required: FieldDescriptor = {
      path: 'lastName', type: 'text', label: 'Last name', maxLength: null, values: null, required: true, identifier: false, group: null,
    };

    expect(findMissing([column(0, 'lastName', false)], [required])).toEqual([required]);
    expect(findMissing([column(0, 'lastName')], [required])).toEqual([]);
  });

  it('keeps the words of a column and what they mean, and nothing where there are none', () => {
    const saved = [{ column: 'Column 0', columnIndex: 0, field: 'salutation', values: { pan: 'Mr' } }];
    const [known] = toColumnMappings([{ columnIndex: 0, column: 'Column 0', field: null, confidence: null }], saved);

    expect(known?.rules.values).toEqual({ pan: 'Mr' });
    expect(toFieldMappings(known === undefined ? [] : [known], saved)).toEqual([{ column: 'Column 0', columnIndex: 0, field: 'salutation', include: true, values: { pan: 'Mr' } }]);
    expect(toFieldMappings([{ ...column(0, 'salutation'), rules: DEFAULT_RULES }], saved)).toEqual([{ column: 'Column 0', columnIndex: 0, field: 'salutation', include: true }]);
  });

  it('takes a word back when its meaning is emptied', () => {
    expect(withValue({ pan: 'Mr' }, 'paní', 'Mrs')).toEqual({ pan: 'Mr', paní: 'Mrs' });
    expect(withValue({ pan: 'Mr' }, 'pan', ' ')).toEqual({});
  });

  it('leaves out IDs of another system until their source is known, and lets a person insist', () => {
    const columns = [column(0, 'externalId'), column(1, 'lastName'), column(2, 'organization.externalId')];

    expect(leaveOutIds(columns, null).map(({ include }) => include)).toEqual([false, true, false]);
    expect(leaveOutIds(columns, 'CRM')).toEqual(columns);
    expect(findSourceless(columns, undefined).map(({ field }) => field)).toEqual(['externalId', 'organization.externalId']);
    expect(findIdColumns(columns)).toEqual(['Column 0', 'Column 2']);
  });

  it('shows the columns that go nowhere, or those to check', () => {
    const columns = [column(0, 'lastName'), column(1, null, false), column(2, 'city', false), { ...column(3, 'state'), confidence: 'guess' as const }];

    expect(columns.filter((each) => isInView(each, 'unmapped')).map(({ columnIndex }) => columnIndex)).toEqual([1, 2]);
    expect(columns.filter((each) => isInView(each, 'guess')).map(({ columnIndex }) => columnIndex)).toEqual([3]);
  });
});
