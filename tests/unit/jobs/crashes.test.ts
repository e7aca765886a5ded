import { countCrash } from '../../../server/src/store/jobs/crashes';

const job = (more: object = {}) => ({ attempt: 1, attemptKind: 'import' as const, undoCounts: null, validatedMs: 1, planCursor: 0, importRow: 1, undoRow: null, crashPlace: null, crashes: 0, ...more });
const MAX = 3;

describe('deaths of a job’s workers', () => {
  it('are counted at the same place', () => {
    expect(countCrash(job(), MAX)).toEqual({ crashPlace: 'import 1 1', crashes: 1 });
    expect(countCrash(job({ crashPlace: 'import 1 1', crashes: 2 }), MAX)).toEqual({ crashPlace: 'import 1 1', crashes: 3 });
  });

  it('begin anew where the job has come further', () => {
    expect(countCrash(job({ importRow: 501, crashPlace: 'import 1 1', crashes: 2 }), MAX)).toEqual({ crashPlace: 'import 1 501', crashes: 1 });
  });

  it('tell the row once the import goes row by row', () => {
    expect(countCrash(job({ importRow: 7, crashPlace: 'import 1 1', crashes: 3 }), MAX)).toEqual({ crashPlace: 'import 1 7', crashes: 4 });
    expect(countCrash(job({ importRow: 9, crashPlace: 'import 1 7', crashes: 4 }), MAX)).toEqual({ crashPlace: 'import 1 9', crashes: 4 });
  });

  it('of the plan say nothing of the import, nor those of one run of another', () => {
    expect(countCrash(job({ crashPlace: 'plan 1 0', crashes: 3 }), MAX)).toMatchObject({ crashes: 1 });
    expect(countCrash(job({ attempt: 2, importRow: 7, crashPlace: 'import 1 7', crashes: 4 }), MAX)).toMatchObject({ crashes: 1 });
    expect(countCrash(job({ validatedMs: null, planCursor: 2, crashPlace: 'plan 1 1', crashes: 3 }), MAX)).toEqual({ crashPlace: 'plan 1 2', crashes: 1 });
  });

  it('are told by where an undo stands, too', () => {
    expect(countCrash(job({ attemptKind: 'undo', undoRow: 40 }), MAX)).toEqual({ crashPlace: 'undo 1 40', crashes: 1 });
  });
});
