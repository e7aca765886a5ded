import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_LIMITS, type Actor, type ImportFileDto } from '../../../server/src/contracts';
import { createFiles, type Files } from '../../../server/src/services/files';
import { createJobStore } from '../../../server/src/store/jobs/job-store';
import { createFileStore } from '../../../server/src/store/files';
import { TABLES } from '../../../server/src/store/models';
import { createDatabase } from '../../../server/src/store/sql/client';
import type { TestApp } from '../../support/boot-strapi';

const ANN: Actor = { kind: 'admin', id: '1', name: 'Ann' };
const BOB: Actor = { kind: 'admin', id: '2', name: 'Bob' };
const asAnn = { actor: ANN, all: false };
const asBob = { actor: BOB, all: false };

const hostile = (name: string): Buffer => readFileSync(path.resolve(__dirname, '../../fixtures/hostile', name));
const stream = async function* (bytes: Buffer): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
};
const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};

export default (app: () => TestApp): void => {
  let nowMs = 1_700_000_000_000;
  const database = () => createDatabase(app().strapi);
  const files = (limits = {}): Files =>
    createFiles({
      store: createFileStore(database()),
      jobs: createJobStore(database()),
      clock: { now: () => nowMs },
      ids: { create: () => randomBytes(16).toString('hex') },
      limits: { ...DEFAULT_LIMITS, ...limits },
      presets: () => Promise.resolve([]),
    });
  const upload = (bytes: Buffer | string, name = 'contacts.csv'): Promise<ImportFileDto> =>
    files().upload({ stream: stream(Buffer.from(bytes as string)), name, actor: ANN });
  const count = async (table: string): Promise<number> => {
    const [row] = (await database().knex()(table).count({ n: '*' })) as { n: number | string }[];
    return Number(row?.n);
  };
  const useInJob = (file: { id: number }) => database().knex()(TABLES.jobs).insert({ uid: randomBytes(8).toString('hex'), file_id: file.id, state: 'new' });

  it('gives back an upload byte for byte, with its hash', async () => {
    const bytes = Buffer.concat([hostile('bom_utf8.csv'), randomCells(20_000)]);

    const file = await upload(bytes);

    const original = await files().original(file.id, asAnn);
    expect((await collect(original.stream)).equals(bytes)).toBe(true);
    expect(original.bytes).toBe(bytes.length);
    expect(file).toMatchObject({ bytes: bytes.length, rows: 20_001, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  it('reads only the rows that a preview asks for, across blocks', async () => {
    const file = await upload(Buffer.concat([hostile('bom_utf8.csv'), randomCells(5_000)]));

    const preview = await files().preview(file.id, { row: 1_999, limit: 4 }, asAnn);

    expect(preview.rows.map((row) => [row.row, row.line])).toEqual([[1999, 2000], [2000, 2001], [2001, 2002], [2002, 2003]]);
    expect(preview.total).toBe(5_001);
  });

  it('counts what stands in a column of the first rows, over the CSVs of a file', async () => {
    const repeated = Array.from({ length: 3_000 }, (_, index) => `${index},${index % 3 === 0 ? 'pan' : 'paní'}`);
    const file = await upload(['id,salutation', ...repeated].join('\r\n'));

    const counted = await files().values(file.id, 1, asAnn);

    expect(counted).toEqual({ column: 1, rowsSeen: 2_000, total: 3_000, blank: 0, distinct: 2, values: [{ value: 'paní', count: 1_333 }, { value: 'pan', count: 667 }] });
    await expect(files().values(file.id, 2, asAnn)).rejects.toMatchObject({ code: 'file.column-unknown', status: 400 });
    await expect(files().values(file.id, 1, asBob)).rejects.toMatchObject({ status: 404 });
  });

  it('opens a file for a job as blocks that all hold rows', async () => {
    const file = await upload(Buffer.concat([hostile('bom_utf8.csv'), randomCells(5_000)]));
    const row = await files().find(file.id, asAnn);

    const open = await files().open(row.id);

    const rows = (await Promise.all(Array.from({ length: open.blockCount }, (_, index) => open.readBlock(index)))).flat();
    expect(rows.map((parsed) => parsed.row)).toEqual(Array.from({ length: 5_001 }, (_, index) => index + 1));
  });

  it('makes one file of the CSVs of a zip, in name order', async () => {
    const file = await upload(hostile('zip_two_csv.zip'), 'both.zip');

    const preview = await files().preview(file.id, { row: 1, limit: 10 }, asAnn);
    expect(file.parts).toEqual([{ name: 'a.csv', firstRow: 1, rows: 1 }, { name: 'b.csv', firstRow: 2, rows: 1 }]);
    expect(preview.rows.map((row) => [row.row, row.line, row.cells[0]])).toEqual([[1, 2, 'C1'], [2, 2, 'C2']]);
  });

  it('leaves nothing of a refused upload', async () => {
    const before = [await count(TABLES.files), await count(TABLES.blocks)];
    const tooLarge = files({ maxBytes: 100_000 }).upload({ stream: stream(Buffer.concat([hostile('bom_utf8.csv'), randomCells(20_000)])), name: 'x', actor: ANN });

    await expect(tooLarge).rejects.toMatchObject({ code: 'file.too-large', status: 413 });
    await expect(upload(hostile('zip_bomb_100MB.zip'))).rejects.toMatchObject({ code: 'zip.ratio' });
    await expect(upload(hostile('xlsx_as_csv.csv'))).rejects.toMatchObject({ code: 'file.spreadsheet', status: 415 });
    await expect(upload('')).rejects.toMatchObject({ code: 'file.empty' });
    expect([await count(TABLES.files), await count(TABLES.blocks)]).toEqual(before);
  });

  it('leaves nothing of an upload that breaks off', async () => {
    const before = [await count(TABLES.files), await count(TABLES.blocks)];
    const broken = async function* (): AsyncGenerator<Buffer, void> {
      yield Buffer.concat([hostile('bom_utf8.csv'), randomCells(20_000)]);
      throw new Error('the browser went away');
    };

    await expect(files().upload({ stream: broken(), name: 'x.csv', actor: ANN })).rejects.toThrow('the browser went away');

    expect([await count(TABLES.files), await count(TABLES.blocks)]).toEqual(before);
  });

  it('answers another person as if the file did not exist', async () => {
    const file = await upload(hostile('bom_utf8.csv'));

    await expect(files().get(file.id, asBob)).rejects.toMatchObject({ code: 'not-found', status: 404 });
    await expect(files().preview(file.id, { row: 1, limit: 1 }, asBob)).rejects.toMatchObject({ code: 'not-found' });
    await expect(files().original(file.id, asBob)).rejects.toMatchObject({ code: 'not-found' });
    await expect(files().reparse(file.id, {}, asBob)).rejects.toMatchObject({ code: 'not-found' });
    expect(await files().get(file.id, { ...asBob, all: true })).toEqual(file);
  });

  it('reads a file anew under the same id while no job uses it', async () => {
    const file = await upload(hostile('enc_cp1250.csv'));

    const anew = await files().reparse(file.id, { encoding: 'iso-8859-2', header: false }, asAnn);

    expect(anew).toMatchObject({ id: file.id, sha256: file.sha256, rows: 3, encodingGuessed: false, dialect: { encoding: 'iso-8859-2', header: false } });
    expect(await files().get(file.id, asAnn)).toEqual(anew);
  });

  it('makes a new file of one that a job uses', async () => {
    const file = await upload(hostile('bom_utf8.csv'));
    await useInJob(await files().find(file.id, asAnn));

    const anew = await files().reparse(file.id, { header: false }, asAnn);

    expect(anew.id).not.toBe(file.id);
    expect(await files().get(file.id, asAnn)).toEqual(file);
  });

  it('shows a name without path or control characters', async () => {
    const file = await upload(hostile('bom_utf8.csv'), `../..\\tmp/a\u0000\r\n\u202e${'é'.repeat(300)}.csv`);

    expect(file.name).toBe(`a${'é'.repeat(254)}`);
  });

  it('sweeps what a killed upload left, and nothing else', async () => {
    const kept = await upload(hostile('bom_utf8.csv'));
    const store = createFileStore(database());
    const id = await store.begin({ uid: randomBytes(8).toString('hex'), name: 'half.csv', actor: ANN, actorKey: 'admin:1', createdMs: nowMs });
    await store.saveBlocks(id, [{ ordinal: 0, part: 0, firstRow: 1, rowCount: 1, firstLine: 1, byteOffset: 0, bytes: Buffer.from('a,b\n1,2\n') }]);
    nowMs += 3_600_000;

    const early = await files().sweepAbandonedUploads(7_200_000);
    const swept = await files().sweepAbandonedUploads(3_000_000);

    expect([early, swept]).toEqual([0, 1]);
    expect(await store.listBlocks(id)).toEqual([]);
    expect(await files().get(kept.id, asAnn)).toEqual(kept);
    await expect(store.saveBlocks(id, [])).rejects.toThrow('swept');
  });
};

/** Rows of 6 cells in several alphabets, the same on every run. */
const randomCells = (rows: number): Buffer =>
  Buffer.from(Array.from({ length: rows }, (_, index) => `N${index},Žofie,"Dvořáková, ${index * 7919}",n${index}@example.org,,Škoda\r\n`).join(''));
