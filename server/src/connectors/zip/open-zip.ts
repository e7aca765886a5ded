import { open } from 'node:fs/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { OperationError } from '../../contracts';
import { checkEntries, type ZipLimits } from './check-entries';
import { readEntry } from './read-entry';
import { zipError } from './zip-error';

export interface CsvArchive {
  /** In name order. Read them one after another. */
  entries: { name: string; read: () => AsyncIterable<Buffer> }[];
  /** Names of entries that are no CSV. */
  ignored: string[];
  close: () => void;
}

/** What an archive that yauzl cannot list, or that holds a workbook, really is. */
export const SPREADSHEET_ENTRY = /^(?:\[Content_Types\]\.xml$|xl\/|_rels\/|docProps\/|mimetype$|content\.xml$)/i;

/** Opens a zip of CSVs that was spooled to `path`. Every rule is checked before the first byte is given out. */
export const openCsvArchive = async (path: string, limits: ZipLimits): Promise<CsvArchive> => {
  const zip = await openArchive(path);
  try {
    if (zip.entryCount > limits.maxZipEntries) throw zipError('zip.too-many-entries', { limit: limits.maxZipEntries });
    const directoryStart = Number(zip.readEntryCursor);
    const entries = await listEntries(zip);
    if (entries.some((entry) => SPREADSHEET_ENTRY.test(entry.fileNameRaw.toString('latin1')))) throw spreadsheetError();
    if (entries.length === 0) throw zipError('zip.empty');
    const { csv, ignored } = checkEntries(entries, directoryStart);
    return {
      entries: csv.map(({ name, entry }) => ({ name, read: () => readEntry(zip, entry, limits) })),
      ignored,
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error instanceof OperationError ? error : zipError('zip.invalid', {}, error);
  }
};

// `decodeStrings: false` leaves names to us: yauzl would report unsafe ones by message text only.
const openArchive = async (path: string): Promise<ZipFile> => {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true });
  } catch (error) {
    throw (await beginsLikeSpreadsheet(path)) ? spreadsheetError() : zipError('zip.invalid', {}, error);
  }
};

const listEntries = async (zip: ZipFile): Promise<Entry[]> => {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
};

/** A broken archive: the name in its first local header tells a workbook, or no name at all, from a zip of CSVs. */
const beginsLikeSpreadsheet = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead);
    const nameLength = head.length >= 30 ? head.readUInt16LE(26) : 0;
    return nameLength === 0 || SPREADSHEET_ENTRY.test(head.toString('latin1', 30, 30 + nameLength));
  } finally {
    await file.close();
  }
};

const spreadsheetError = (): OperationError =>
  new OperationError('file.spreadsheet', 415, 'This is a spreadsheet: save it as CSV (UTF-8) and upload that file');
