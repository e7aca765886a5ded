import fc from 'fast-check';
import { fieldRulesOf } from '../../../server/src/pipeline/plan/field-rules';
import { mergeRecords, type Cluster, type MergeResult } from '../../../server/src/pipeline/plan/merge-records';
import { changedState, recordKeys, stateOfStored, type KeyContext, type RecordState } from '../../../server/src/pipeline/plan/record-state';

const CONTEXT: KeyContext = { target: 'contacts', identifiers: { contacts: [], organizations: [] } };
const FIELDS = ['lastName', 'city', 'surveyOptOut', 'username', 'workEmail', 'personalEmail', 'otherEmail', 'workPhone', 'cellPhone', 'homePhone', 'otherPhone'];

const record = (id: number, values: Record<string, unknown>, more: Partial<Pick<RecordState, 'externalIds' | 'organization'>> = {}): RecordState =>
  stateOfStored(CONTEXT, { id, documentId: `d${id}`, createdMs: id, values, externalIds: [], organization: null, lastJob: null, ...more });

const merge = (records: [RecordState, ...RecordState[]], given: Cluster['given'] = {}, rules: Cluster['rules'] = new Map()): MergeResult =>
  mergeRecords({ records, given, rules, fields: FIELDS, externalIds: [] }, CONTEXT);

const after = ({ changes }: MergeResult): Record<string, unknown> => Object.fromEntries(changes.map(([field, , value]) => [field, value]));

describe('records that become one', () => {
  it('take the file’s value, else the oldest’s, else the next that says something', () => {
    const result = merge([record(1, { lastName: 'Old', city: null }), record(2, { lastName: 'Newer', city: 'Brno' }), record(3, { city: 'Plzeň' })], { lastName: 'File' });

    expect(after(result)).toEqual({ lastName: 'File', city: 'Brno' });
  });

  it('keep what any of them says where existing values win', () => {
    const rules = fieldRulesOf({ fields: [{ columnIndex: 0, column: 'City', field: 'city', onConflict: 'fill', onBlank: 'keep', default: null, values: null, list: null, transform: [] }] });

    expect(after(merge([record(1, { city: null }), record(2, { city: 'Brno' })], { city: 'Praha' }, rules))).toEqual({ city: 'Brno' });
    expect(after(merge([record(1, { city: null }), record(2, { city: null })], { city: 'Praha' }, rules))).toEqual({ city: 'Praha' });
  });

  it('put other addresses into free fields of their kind, each once', () => {
    const result = merge([record(1, { workEmail: 'a@x.cz' }), record(2, { workEmail: 'b@x.cz', personalEmail: 'A@x.cz' }), record(3, { otherEmail: 'c@x.cz' })]);

    expect(after(result)).toEqual({ personalEmail: 'A@x.cz', otherEmail: 'c@x.cz' });
    expect(result.aliases.map(({ field }) => field)).toEqual(['workEmail']);
  });

  it('keep as an alias what the file displaces and no field can take', () => {
    const result = merge([record(1, { workEmail: 'a@x.cz', personalEmail: 'p@x.cz', otherEmail: 'o@x.cz' }), record(2, {})], { workEmail: 'new@x.cz' });

    expect(after(result)).toEqual({ workEmail: 'new@x.cz' });
    expect(result.aliases).toMatchObject([{ field: 'workEmail', unique: false }]);
  });

  it('leave clear what the file clears', () => {
    const result = merge([record(1, { workEmail: 'a@x.cz', personalEmail: 'p@x.cz' }), record(2, { otherEmail: 'o@x.cz', workEmail: 'b@x.cz' })], { personalEmail: null });

    expect(after(result)['personalEmail']).toBeNull();
  });

  it('stay opted out when one of them is', () => {
    expect(after(merge([record(1, { surveyOptOut: false }), record(2, { surveyOptOut: true })]))).toEqual({ surveyOptOut: true });
  });

  it('keep one user name, and the others as aliases that nobody else may take', () => {
    const result = merge([record(1, { username: 'ann' }), record(2, { username: 'bob' })]);

    expect(after(result)).toEqual({});
    expect(result.aliases).toMatchObject([{ field: 'username', unique: true }]);
  });

  it('have at most ten external IDs, and match by the others', () => {
    const ids = (from: number, count: number) => Array.from({ length: count }, (_, index) => ({ source: 's', value: `E${from + index}` }));

    const result = merge([record(1, {}, { externalIds: ids(0, 6) }), record(2, {}, { externalIds: ids(6, 6) })]);

    expect(result.externalIds.map(({ value }) => value)).toEqual(['E6', 'E7', 'E8', 'E9']);
    expect(result.aliases).toMatchObject([{ field: 'externalId', unique: true }, { field: 'externalId', unique: true }]);
  });

  it('take over an organization where the oldest has none', () => {
    expect(merge([record(1, {}), record(2, {}, { organization: 'o2' })]).organization).toBe('o2');
    expect(merge([record(1, {}, { organization: 'o1' }), record(2, {}, { organization: 'o2' })]).organization).toBeNull();
  });

  const email = fc.constantFrom('a@x.cz', 'B@x.cz', 'b@x.cz', 'c@x.cz', 'd@x.cz', null);
  const phone = fc.constantFrom('+420224123401', '+420224123402', '+420224123403', '+420224123404', '+420224123405', null);
  const values = fc.record({ lastName: fc.constantFrom('Ann', 'Bob', null), workEmail: email, personalEmail: email, otherEmail: email, workPhone: phone, cellPhone: phone, homePhone: phone, otherPhone: phone });
  const clusters = fc.array(values, { minLength: 2, maxLength: 5 });

  it('can still be found by every identifier that any of them had', () => {
    fc.assert(
      fc.property(clusters, values, (all, given) => {
        const records = all.map((each, index) => record(index + 1, each)) as [RecordState, ...RecordState[]];
        const result = merge(records, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)));
        const survivor = changedState(CONTEXT, records[0], { row: 1, changes: result.changes, externalIds: [], organization: null, aliases: result.aliases });

        for (const { hash } of records.flatMap((each) => recordKeys(CONTEXT, each))) expect(survivor.hashes().has(hash) || survivor.aliases.has(hash)).toBe(true);
      }),
    );
  });

  it('do not change when the same row comes again', () => {
    fc.assert(
      fc.property(clusters, values, (all, given) => {
        const records = all.map((each, index) => record(index + 1, each)) as [RecordState, ...RecordState[]];
        const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
        const result = merge(records, said);
        const survivor = changedState(CONTEXT, records[0], { row: 1, changes: result.changes, externalIds: [], organization: null, aliases: result.aliases });

        expect(merge([survivor], said).changes).toEqual([]);
      }),
    );
  });
});
