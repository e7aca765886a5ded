import { countValues } from '../../../server/src/services/files/count-values';

const rows = (...cells: string[]) => cells.map((cell) => ({ cells: ['other', cell] }));

describe('the values of a column', () => {
  it('are counted trimmed, the most frequent first, equal counts in the order of the file', () => {
    const counted = countValues(rows('Mr', ' Mrs', 'Mr ', 'Dr'), 1);

    expect(counted.values).toEqual([{ value: 'Mr', count: 2 }, { value: 'Mrs', count: 1 }, { value: 'Dr', count: 1 }]);
  });

  it('leave out blank cells, those of short rows among them, and count them', () => {
    expect(countValues([...rows('', '  ', 'x'), { cells: ['short'] }], 1)).toEqual({ blank: 3, distinct: 1, values: [{ value: 'x', count: 1 }] });
  });

  it('are the hundred most frequent, and no texts that stand for nothing', () => {
    const counted = countValues(rows(...Array.from({ length: 300 }, (_value, index) => `v${index}`), 'x'.repeat(256)), 1);

    expect(counted.distinct).toBe(301);
    expect(counted.values).toHaveLength(100);
    expect(counted.values.every(({ value }) => value.length <= 255)).toBe(true);
  });

  it('are not taken for property names', () => {
    expect(countValues(rows('__proto__', 'constructor'), 1).values.map(({ value }) => value)).toEqual(['__proto__', 'constructor']);
  });
});
