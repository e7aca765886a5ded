import { independentPrefix } from '../../../server/src/pipeline/apply/independent-prefix';
import type { LinkedRecord, PlanRow } from '../../../server/src/pipeline/types';

const linked = (documentId: string): LinkedRecord => ({ documentId, id: 1, linkedBy: [], keyHash: '' });
const plan = (row: number, kind: PlanRow['kind'], [record = '', ...losers]: string[]): PlanRow => ({
  row, line: row + 1, kind, issues: [], record: { documentId: record, id: 1 }, matchedBy: null, keyHash: null, values: null, changes: [], externalId: null, organization: null, previousRow: null,
  ...(kind === 'merge' ? { merge: { losers: losers.map(linked), externalIds: [], aliases: [] } } : {}),
});
const rowsOf = (rows: PlanRow[]): number[] => independentPrefix(rows).map(({ row }) => row);

describe('the rows that one slice may hold', () => {
  it('are all, where none merges or deletes', () => {
    expect(rowsOf([plan(1, 'create', ['a']), plan(2, 'update', ['a']), plan(3, 'update', ['a'])])).toEqual([1, 2, 3]);
  });

  it('end before a merge or a deletion of a record that an earlier row writes', () => {
    expect(rowsOf([plan(1, 'update', ['b']), plan(2, 'merge', ['a', 'b'])])).toEqual([1]);
    expect(rowsOf([plan(1, 'create', ['a']), plan(2, 'delete', ['a'])])).toEqual([1]);
  });

  it('end before a row that writes what an earlier one merges or deletes', () => {
    expect(rowsOf([plan(1, 'merge', ['a', 'b']), plan(2, 'update', ['a'])])).toEqual([1]);
    expect(rowsOf([plan(1, 'merge', ['a', 'b']), plan(2, 'merge', ['c', 'b'])])).toEqual([1]);
  });

  it('are all, where each merges records of its own, and others only look', () => {
    expect(rowsOf([plan(1, 'merge', ['a', 'b']), plan(2, 'unchanged', ['a']), plan(3, 'merge', ['c', 'd']), plan(4, 'delete', ['e'])])).toEqual([1, 2, 3, 4]);
  });
});
