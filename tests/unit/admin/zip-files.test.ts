import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zipFiles } from '../../../admin/src/utils/zip-files';
import { openCsvArchive } from '../../../server/src/connectors/zip';
import { DEFAULT_LIMITS } from '../../../server/src/contracts';

const file = (name: string, text: string): File => new File([text], name);
const bytesOf = async (zip: File | null): Promise<Buffer> => (zip === null ? Buffer.alloc(0) : Buffer.from(await zip.arrayBuffer()));

/** Reads a zip as the server reads an upload: names, sizes and checksums are verified. */
const unzip = async (zip: File | null): Promise<Record<string, string>> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'zip-files-'));
  try {
    await writeFile(path.join(folder, 'upload.zip'), await bytesOf(zip));
    const archive = await openCsvArchive(path.join(folder, 'upload.zip'), DEFAULT_LIMITS);
    const texts: Record<string, string> = {};
    for (const entry of archive.entries) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry.read()) chunks.push(chunk);
      texts[entry.name] = Buffer.concat(chunks).toString();
    }
    archive.close();
    return texts;
  } finally {
    await rm(folder, { recursive: true });
  }
};

describe('several files of one import', () => {
  it('are a zip that the server reads, byte for byte', async () => {
    const texts = { 'leden.csv': 'Jméno\r\nŽofie\r\n', 'únor.csv': 'Jméno\r\nPřemek\r\n', 'prázdný.csv': '' };

    expect(await unzip(await zipFiles(Object.entries(texts).map(([name, text]) => file(name, text)), 'all.zip'))).toEqual(texts);
  });

  it('may be called alike', async () => {
    const texts = await unzip(await zipFiles([file('a.csv', '1'), file('A.csv', '2'), file('a.csv', '3')], 'all.zip'));

    expect(texts).toEqual({ 'a.csv': '1', 'A (2).csv': '2', 'a (3).csv': '3' });
  });

  it('give the same bytes each time, so that an import that comes again is recognised', async () => {
    const zip = () => zipFiles([file('a.csv', 'x'), file('b.csv', 'y')], 'all.zip').then(bytesOf);

    expect((await zip()).equals(await zip())).toBe(true);
  });

  it('are refused where their sizes do not fit a zip', async () => {
    const huge = Object.defineProperty(file('huge.csv', 'x'), 'size', { value: 2 ** 32 });

    expect(await zipFiles([huge], 'all.zip')).toBeNull();
  });
});
