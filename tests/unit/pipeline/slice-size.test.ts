import { nextSliceSize } from '../../../server/src/pipeline/slice-size';

describe('the size of the next slice', () => {
  const limits = { sliceMs: 120, maxSliceRows: 2_000 };

  it('follows what the rows took', () => {
    expect(nextSliceSize(500, { rows: 500, tookMs: 100, commitMs: 0 }, limits)).toBe(600);
    expect(nextSliceSize(500, { rows: 500, tookMs: 200, commitMs: 0 }, limits)).toBe(300);
  });

  it('does not become smaller for the sake of a COMMIT that takes as long with fewer rows', () => {
    const slowDisk = (rows: number) => ({ rows, tookMs: rows * 0.1 + 400, commitMs: 400 });
    let size = 500;
    for (let slice = 0; slice < 20; slice += 1) size = nextSliceSize(size, slowDisk(size), limits);

    expect(size).toBe(600);
  });

  it('counts a quick COMMIT to the time that a slice may take', () => {
    expect(nextSliceSize(500, { rows: 500, tookMs: 120, commitMs: 20 }, limits)).toBe(500);
  });

  it('neither jumps nor falls to a few rows, for which a slice costs as much as for twenty', () => {
    expect(nextSliceSize(500, { rows: 500, tookMs: 1, commitMs: 0 }, limits)).toBe(750);
    expect(nextSliceSize(20, { rows: 20, tookMs: 9_000, commitMs: 0 }, limits)).toBe(20);
    expect(nextSliceSize(5, { rows: 5, tookMs: 9_000, commitMs: 0 }, { ...limits, maxSliceRows: 5 })).toBe(5);
    expect(nextSliceSize(1_900, { rows: 1_900, tookMs: 1, commitMs: 0 }, limits)).toBe(2_000);
  });
});
