import { toFixes } from '../../../admin/src/utils/cell-edits';

describe('cells corrected on the screen', () => {
  it('become corrections of their row', () => {
    expect(toFixes(7, [{ column: 2, from: 'jana@', to: 'jana@example.com', everywhere: false }])).toEqual([
      { kind: 'cell', row: 7, column: 2, value: 'jana@example.com' },
    ]);
  });

  it('become corrections of every row that says the same, where a person asked for it', () => {
    expect(toFixes(7, [{ column: 4, from: 'Czechia', to: 'CZ', everywhere: true }])).toEqual([
      { kind: 'everywhere', column: 4, from: 'Czechia', to: 'CZ' },
    ]);
  });

  it('are left out where they say what they said before', () => {
    expect(toFixes(7, [{ column: 2, from: 'Jana', to: 'Jana', everywhere: true }])).toEqual([]);
  });
});
