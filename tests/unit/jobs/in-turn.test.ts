import fc from 'fast-check';
import { inTurn, type Waiting } from '../../../server/src/jobs/in-turn';

const waiting = (id: number, actorKey: string, sinceMs: number | null = id): Waiting => ({ id, actorKey, sinceMs });
const ids = (ordered: readonly Waiting[]): number[] => ordered.map(({ id }) => id);

describe('whose turn it is', () => {
  it('gives one person’s jobs in the order in which they were asked for', () => {
    expect(ids(inTurn([waiting(1, 'ann', 30), waiting(2, 'ann', 10), waiting(3, 'ann', null)], new Map()))).toEqual([3, 2, 1]);
  });

  it('lets people take turns, however many jobs one of them has', () => {
    const anns = Array.from({ length: 98 }, (_, index) => waiting(index + 1, 'ann'));

    const ordered = ids(inTurn([...anns, waiting(99, 'bob'), waiting(100, 'cid')], new Map()));

    expect(ordered.slice(0, 5)).toEqual([1, 99, 100, 2, 3]);
    expect(ordered).toHaveLength(100);
  });

  it('begins with the person whose last one began longest ago, and before that with who had none', () => {
    const lastStarts = new Map([['ann', 2_000], ['bob', 1_000]]);

    expect(ids(inTurn([waiting(1, 'ann'), waiting(2, 'bob'), waiting(3, 'cid')], lastStarts))).toEqual([3, 2, 1]);
  });

  it('lets nobody wait for more turns than there are people', () => {
    const line = fc.array(fc.record({ person: fc.constantFrom('ann', 'bob', 'cid', 'dan'), sinceMs: fc.nat(1_000) }), { minLength: 1, maxLength: 60 });

    fc.assert(
      fc.property(line, (jobs) => {
        const ordered = inTurn(jobs.map(({ person, sinceMs }, id) => waiting(id, person, sinceMs)), new Map());
        expect([...ids(ordered)].sort((left, right) => left - right)).toEqual(jobs.map((_, id) => id));
        for (const person of ['ann', 'bob', 'cid', 'dan']) {
          const places = ordered.flatMap(({ actorKey }, place) => (actorKey === person ? [place] : []));
          places.forEach((place, index) => expect(place - (places[index - 1] ?? -1)).toBeLessThanOrEqual(4));
        }
      }),
    );
  });
});
