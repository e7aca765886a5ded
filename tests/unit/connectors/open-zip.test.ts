import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { openCsvArchive, withSpooledFile } from '../../../server/src/connectors/zip';
import { DEFAULT_LIMITS, OperationError, type Limits } from '../../../server/src/contracts';

const fixture = (name: string): string => path.resolve(__dirname, '../../fixtures/hostile', name);

const readAll = async (file: string, limits: Partial<Limits> = {}): Promise<{ names: string[]; bytes: number; ignored: string[] }> => {
  const archive = await openCsvArchive(file, { ...DEFAULT_LIMITS, ...limits });
  try {
    let bytes = 0;
    for (const entry of archive.entries) for await (const chunk of entry.read()) bytes += chunk.length;
    return { names: archive.entries.map((entry) => entry.name), bytes, ignored: archive.ignored };
  } finally {
    archive.close();
  }
};

/** reliability.md §3.2, file by file. */
const REFUSED: [file: string, code: string, limits: Partial<Limits>][] = [
  ['zip_empty.zip', 'zip.empty', {}],
  ['zip_no_csv.zip', 'zip.no-csv', {}],
  ['zip_nested.zip', 'zip.nested', {}],
  ['zip_dup_names.zip', 'zip.duplicate-name', {}],
  ['zip_slip.zip', 'zip.unsafe-name', {}],
  ['zip_slip_win.zip', 'zip.unsafe-name', {}],
  ['zip_abs.zip', 'zip.unsafe-name', {}],
  ['zip_nul_name.zip', 'zip.unsafe-name', {}],
  ['zip_symlink.zip', 'zip.symlink', {}],
  ['zip_bomb_100MB.zip', 'zip.ratio', {}],
  ['zip_many_entries.zip', 'zip.too-many-entries', {}],
  ['zip_overlap_20GB.zip', 'zip.too-many-entries', {}],
  ['zip_overlap_20GB.zip', 'zip.overlap', { maxZipEntries: 10_000 }],
  ['zip_lying_size.zip', 'zip.invalid', {}],
  ['zip_crc_bad.zip', 'zip.invalid', {}],
  ['zip_truncated.zip', 'zip.invalid', {}],
  ['zip_trailing.zip', 'zip.invalid', {}],
  ['xlsx_as_csv.csv', 'file.spreadsheet', {}],
];

describe('a zip of CSV files', () => {
  it.each(REFUSED)('%s is refused with %s', async (name, code, limits) => {
    const refusal = await readAll(fixture(name), limits).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(OperationError);
    expect(refusal).toMatchObject({ code, status: code === 'file.spreadsheet' ? 415 : 400 });
  });

  it.each([
    ['zip_ok.zip', ['contacts.csv']],
    ['zip_macosx.zip', ['contacts.csv']],
    ['zip_two_csv.zip', ['a.csv', 'b.csv']],
  ])('%s gives its CSV files in name order', async (name, names) => {
    expect(await readAll(fixture(name))).toMatchObject({ names, ignored: [] });
  });

  it('names what it leaves out', async () => {
    await inFolder(async (folder) => {
      const file = await writeZip(folder, { 'b.csv': 'a,b\n', 'readme.pdf': 'x', '.hidden': 'x' });

      expect(await readAll(file)).toEqual({ names: ['b.csv'], bytes: 4, ignored: ['readme.pdf'] });
    });
  });

  it('is told from a spreadsheet by its entries', async () => {
    await inFolder(async (folder) => {
      const file = await writeZip(folder, { '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' });

      await expect(readAll(file)).rejects.toMatchObject({ code: 'file.spreadsheet', status: 415 });
    });
  });

  it('leaves no temporary file, also when reading it fails', async () => {
    const spooled = async (): Promise<string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith('external-contacts-upload-'));
    const before = await spooled();
    const bytes = async function* (): AsyncGenerator<Buffer, void> {
      yield Buffer.from('PK');
    };

    const failure = withSpooledFile(bytes(), () => Promise.reject(new Error('on purpose')));

    await expect(failure).rejects.toThrow('on purpose');
    expect(await spooled()).toEqual(before);
  });
});

const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'zip-test-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

const writeZip = async (folder: string, entries: Record<string, string>): Promise<string> => {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(entries)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const file = path.join(folder, 'test.zip');
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
};
