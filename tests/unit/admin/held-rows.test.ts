import { compareCandidates, describeHeldRow, isSaidToo, nameOf } from '../../../admin/src/utils/held-rows';

const cells = [
  { column: 'externalId', value: 'C-1' },
  { column: 'firstName', value: 'Jana' },
  { column: 'lastName', value: 'Nováková' },
  { column: 'city', value: '' },
  { column: 'organization.name', value: 'Acme' },
  { column: 'workEmail', value: 'jana@example.com' },
];
const candidate = (record: string, values: Record<string, unknown>) => ({ record, linkedBy: ['email'], values });

describe('a held row', () => {
  it('is named by what tells a person, not by identifiers of other systems or the organization', () => {
    expect(describeHeldRow({ cells })).toBe('Jana · Nováková · jana@example.com');
  });

  it('stands beside its candidates field by field', () => {
    const candidates = [candidate('a', { firstName: 'J.', lastName: 'Nováková' }), candidate('b', { firstName: 'Jana' })];

    const compared = compareCandidates({ cells, candidates });

    expect(compared.find(({ field }) => field === 'firstName')).toEqual({ field: 'firstName', cell: 'Jana', values: ['J.', 'Jana'] });
    expect(compared.find(({ field }) => field === 'lastName')?.values).toEqual(['Nováková', null]);
  });

  it('differs from a candidate in what it says, and not in how it is written', () => {
    expect(isSaidToo('+420 777 123 401', '+420777123401')).toBe(true);
    expect(isSaidToo('JANA@example.com', 'jana@example.com')).toBe(true);
    expect(isSaidToo('', 'Praha')).toBe(true);
    expect(isSaidToo('Praha', '–')).toBe(false);
  });

  it('names a candidate as far as the import has columns for names', () => {
    expect(nameOf({ firstName: 'Jana', lastName: 'Nováková' })).toBe('Jana Nováková');
    expect(nameOf({ city: 'Praha' })).toBeUndefined();
  });

  it('leaves out fields that neither the row nor a candidate has', () => {
    expect(compareCandidates({ cells, candidates: [candidate('a', {})] }).map(({ field }) => field)).not.toContain('city');
    expect(compareCandidates({ cells, candidates: [candidate('a', { city: 'Praha' })] }).map(({ field }) => field)).toContain('city');
  });
});
