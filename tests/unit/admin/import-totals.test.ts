import { toImportTotals } from '../../../admin/src/utils/import-totals';
import { emptyOutcomeCounts, OUTCOMES, sumOutcomes } from '../../../server/src/contracts';

describe('the totals of an import', () => {
  it('count created, updated and merged rows as imported', () => {
    const totals = toImportTotals({ ...emptyOutcomeCounts(), created: 900, updated: 80, merged: 5, invalid: 15 });

    expect(totals).toEqual({ imported: 985, notImported: 15, unchanged: 0 });
  });

  it('leave out no outcome but deleted, which stands apart', () => {
    const one = { ...emptyOutcomeCounts(), ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 1])) };

    const { imported, notImported, unchanged } = toImportTotals(one);

    expect(imported + notImported + unchanged).toBe(sumOutcomes(one) - one.deleted);
  });
});
