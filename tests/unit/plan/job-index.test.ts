import fc from 'fast-check';
import { hashKey } from '../../../server/src/domain/keys';
import { JobIndex } from '../../../server/src/pipeline/plan/job-index';

describe('the index of what earlier rows do', () => {
  const shared = hashKey('email', 'family@example.com');

  it('knows nobody at first', () => {
    expect(new JobIndex().identitiesOf(shared)).toEqual([]);
  });

  it('keeps every record that shares an identifier, once, in the order of the rows', () => {
    const index = new JobIndex();
    for (const identity of [3, -7, 12, -7, 3]) index.addKey(shared, identity);

    expect(index.identitiesOf(shared)).toEqual([3, -7, 12]);
  });

  it('stays small for one number that a whole file shares, and still knows the last record', () => {
    const index = new JobIndex();
    for (let row = 1; row <= 10_000; row += 1) index.addKey(shared, row);

    const identities = index.identitiesOf(shared);
    expect(identities).toHaveLength(32);
    expect(identities.at(-1)).toBe(10_000);
  });

  it('is rebuilt from its journals as it was', () => {
    const entry = fc.record({ key: fc.integer({ min: 0, max: 40 }), identity: fc.integer({ min: -500, max: 500 }).filter((identity) => identity !== 0) });
    fc.assert(
      fc.property(fc.array(fc.array(entry, { maxLength: 60 }), { maxLength: 5 }), (blocks) => {
        const [index, rebuilt] = [new JobIndex(), new JobIndex()];
        for (const block of blocks) {
          for (const { key, identity } of block) {
            index.addKey(hashKey('email', String(key)), identity);
            index.addChange(identity, key + 1);
            index.addOrganization(hashKey('name', String(key)), identity);
          }
          rebuilt.replay(index.takeJournal());
        }
        for (let key = 0; key <= 40; key += 1) {
          expect(rebuilt.identitiesOf(hashKey('email', String(key)))).toEqual(index.identitiesOf(hashKey('email', String(key))));
          expect(rebuilt.organizationChecksum(hashKey('name', String(key)))).toBe(index.organizationChecksum(hashKey('name', String(key))));
        }
        for (const { identity } of blocks.flat()) expect(rebuilt.lastRowOf(identity)).toBe(index.lastRowOf(identity));
      }),
    );
  });
});
