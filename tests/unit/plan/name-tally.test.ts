import { hashKey } from '../../../server/src/domain/keys';
import { NameTally } from '../../../server/src/pipeline/match/name-tally';

const email = hashKey('email', 'info@example.com');
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => hashKey('name', `name ${index}`));

describe('the tally of names', () => {
  it('takes an identifier for shared from its fifth different name on', () => {
    const tally = new NameTally();
    for (const name of names(4)) tally.add(email, name);
    const before = tally.isShared(email);
    for (const name of names(5)) tally.add(email, name);

    expect([before, tally.isShared(email)]).toEqual([false, true]);
  });

  it('counts a name once, however often it comes', () => {
    const tally = new NameTally();
    for (let row = 0; row < 100; row += 1) for (const name of names(4)) tally.add(email, name);

    expect(tally.isShared(email)).toBe(false);
  });

  it('still knows the shared ones when it is closed, and no others', () => {
    const tally = new NameTally();
    const other = hashKey('email', 'jo@example.com');
    for (const name of names(9)) tally.add(email, name);
    for (const name of names(4)) tally.add(other, name);
    tally.close();

    expect([tally.isShared(email), tally.isShared(other)]).toEqual([true, false]);
  });
});
