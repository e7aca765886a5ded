import { applyCorrections, indexEverywhere, type Correction, type Corrections, type RowCorrection } from '../../../server/src/pipeline/corrections/apply-corrections';
import type { ParsedRow } from '../../../server/src/pipeline/types';

const row = (cells: string[], issues: ParsedRow['issues'] = []): ParsedRow => ({ row: 1, line: 2, cells, issues });
const laid = (...corrections: Correction[]): Corrections => ({
  everywhere: indexEverywhere(corrections.filter((each) => each.kind === 'everywhere')),
  byRow: new Map([[1, corrections.filter((each): each is RowCorrection => each.kind !== 'everywhere')]]),
});
const cell = (columnIndex: number, value: string | null, attempt = 1): Correction => ({ kind: 'cell', attempt, row: 1, columnIndex, value });
const apply = (given: ParsedRow, corrections: Corrections, attempt = 1) => applyCorrections(given, corrections, { attempt, columnCount: 3 });

describe('corrections laid over a row', () => {
  it('leave a row alone that they do not concern', () => {
    const given = row(['a', 'b', 'c']);

    expect(apply(given, laid({ kind: 'everywhere', attempt: 1, columnIndex: 0, from: 'x', to: 'y' }))).toBe(given);
  });

  it('keep the original cells beside the corrected ones, and the latest of several wins', () => {
    expect(apply(row(['a', 'b', 'c']), laid(cell(1, 'B'), cell(1, 'β')))).toMatchObject({ cells: ['a', 'β', 'c'], original: ['a', 'b', 'c'] });
  });

  it('replace a value everywhere by what the file says, not by what was corrected', () => {
    const everywhere: Correction = { kind: 'everywhere', attempt: 1, columnIndex: 0, from: 'A', to: 'z' };

    expect(apply(row([' a ', 'b', 'c']), laid(everywhere)).cells[0]).toBe('z');
    expect(apply(row(['x', 'b', 'c']), laid(cell(0, 'a'), everywhere)).cells[0]).toBe('a');
    expect(apply(row(['a', 'b', 'c']), laid(cell(0, 'own'), everywhere)).cells[0]).toBe('own');
  });

  it('are read from their run on', () => {
    expect(apply(row(['a', 'b', 'c']), laid(cell(0, 'A', 2)), 1).cells[0]).toBe('a');
    expect(apply(row(['a', 'b', 'c']), laid(cell(0, 'A', 2)), 2).cells[0]).toBe('A');
  });

  it('mend a row of too few or too many cells', () => {
    const wrong = [{ code: 'row.column-count' as const }];

    expect(apply(row(['a'], wrong), laid(cell(2, 'c')))).toMatchObject({ cells: ['a', '', 'c'], issues: [] });
    expect(apply(row(['a', 'b', 'c', 'd'], wrong), laid(cell(3, null)))).toMatchObject({ cells: ['a', 'b', 'c'], issues: [] });
    expect(apply(row(['a'], wrong), laid(cell(1, 'b')))).toMatchObject({ issues: wrong });
  });

  it('judge a corrected cell anew, and no other', () => {
    const issues = [{ code: 'encoding.invalid' as const, column: 0 }, { code: 'cell.nul-byte' as const, column: 1 }];

    expect(apply(row(['\ufffd', 'b\u0000', 'c'], issues), laid(cell(0, 'a'), cell(2, '\u0000'))).issues).toEqual([issues[1], { code: 'cell.nul-byte', column: 2 }]);
  });

  it('leave a row out until one of its cells is corrected', () => {
    const exclude: Correction = { kind: 'exclude', attempt: 1, row: 1 };

    expect(apply(row(['a', 'b', 'c']), laid(cell(0, 'A'), exclude)).excluded).toBe(true);
    expect(apply(row(['a', 'b', 'c']), laid(exclude, cell(0, 'A'))).excluded).toBeUndefined();
  });
});
