import { codesOf, readFile } from './read-file';

describe('limits', () => {
  it('refuse a file above the largest size while it is read', async () => {
    await expect(readFile(`a,b\n${'1,2\n'.repeat(1000)}`, { limits: { maxBytes: 1000 }, chunkBytes: 100 })).rejects.toMatchObject({ code: 'file.too-large', status: 413 });
  });

  it('refuse a file above the most rows while it is read', async () => {
    const file = `a,b\n${'1,2\n'.repeat(10)}`;

    await expect(readFile(file, { limits: { maxRows: 9 } })).rejects.toMatchObject({ code: 'file.too-many-rows', status: 400, details: { limit: 9 } });
    expect((await readFile(file, { limits: { maxRows: 10 } })).summary.rows).toBe(10);
  });

  it('fail the row of a too large cell alone, and keep the file byte for byte', async () => {
    const text = `a,b\n1,${'x'.repeat(5000)}\n2,y\n3,"${'z'.repeat(5000)}",4\n5,z\n`;

    const { summary, rows, blocks } = await readFile(text, { limits: { maxCellBytes: 1000, blockBytes: 600 }, chunkBytes: 100 });

    expect(summary.rows).toBe(4);
    expect(codesOf(rows)).toEqual([['cell.too-large'], [], ['cell.too-large'], []]);
    expect(rows.map((row) => row.line)).toEqual([2, 3, 4, 5]);
    expect(Buffer.concat(blocks.map((block) => block.bytes)).toString()).toBe(text);
  });

  it('hold blocks to their rows and bytes', async () => {
    const { blocks } = await readFile(`a,b\n${'1,2\n'.repeat(100)}`, { limits: { blockRows: 30, blockBytes: 90 } });

    for (const block of blocks) {
      expect(block.rowCount).toBeLessThanOrEqual(30);
      expect(block.bytes.length).toBeLessThanOrEqual(90);
    }
    expect(blocks.map((block) => block.byteOffset)).toEqual(blocks.map((_, index) => blocks.slice(0, index).reduce((sum, block) => sum + block.bytes.length, 0)));
  });

  it('read a block by the limit that it was cut with', async () => {
    const { summary } = await readFile('a,b\n1,2\n', { limits: { maxCellBytes: 999 } });

    expect(summary.dialect.maxCellBytes).toBe(999);
  });

  it('refuse a file whose first line never ends', async () => {
    await expect(readFile('a'.repeat(50_000), { limits: { maxCellBytes: 1000 } })).rejects.toMatchObject({ code: 'file.not-csv', status: 415 });
  });

  it('hold at most a block while megabytes go by', async () => {
    let largest = 0;
    const { blocks } = await readFile(`a,b\n${`${'x'.repeat(200)},y\n`.repeat(50_000)}`);
    for (const block of blocks) largest = Math.max(largest, block.bytes.length);

    expect(largest).toBeLessThanOrEqual(1024 * 1024);
  });
});
