import type { Entry } from 'yauzl';
import { decodeEntryName, isSafeName } from './entry-name';
import { zipError } from './zip-error';

export interface ZipLimits {
  maxZipEntries: number;
  maxZipRatio: number;
  maxBytes: number;
}

export interface NamedEntry {
  /** For display, order and messages; never a path. */
  name: string;
  entry: Entry;
}

/** Judges the whole central directory before a byte is inflated. Gives the CSV entries in name order, and what was left out. */
export const checkEntries = (entries: readonly Entry[], directoryStart: number): { csv: NamedEntry[]; ignored: string[] } => {
  const named = entries.map((entry) => ({ name: decodeEntryName(entry), entry }));
  named.forEach(checkEntry);
  assertNoDuplicates(named);
  assertNoOverlap(entries, directoryStart);
  const files = named.filter(({ name }) => !name.endsWith('/') && !isHidden(name));
  if (files.length === 0) throw zipError('zip.empty');
  if (files.some(({ name }) => ARCHIVE.test(name))) throw zipError('zip.nested');
  const csv = files.filter(({ name }) => CSV.test(name) || !/\.[^/.]+$/.test(name));
  if (csv.length === 0) throw zipError('zip.no-csv');
  csv.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { csv, ignored: files.filter((file) => !csv.includes(file)).map(({ name }) => name) };
};

const CSV = /\.(?:csv|tsv|tab|txt)$/i;
const ARCHIVE = /\.(?:zip|7z|rar|gz|tgz|bz2|xz|zst|tar)$/i;

/** What macOS and editors add. */
const isHidden = (name: string): boolean => name.split('/').some((part) => part === '__MACOSX' || part.startsWith('.'));

const STORED = 0;
const DEFLATED = 8;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const DIRECTORY = 0o040000;

const checkEntry = ({ name, entry }: NamedEntry): void => {
  if (!isSafeName(name)) throw zipError('zip.unsafe-name');
  if (entry.isEncrypted()) throw zipError('zip.encrypted');
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) throw zipError('zip.invalid', { method: entry.compressionMethod });
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (type !== 0 && type !== REGULAR && type !== DIRECTORY) throw zipError('zip.symlink');
};

const assertNoDuplicates = (entries: readonly NamedEntry[]): void => {
  const names = new Set(entries.map(({ name }) => name.normalize('NFC').toLowerCase()));
  if (names.size !== entries.length) throw zipError('zip.duplicate-name');
};

const LOCAL_HEADER_BYTES = 30;

/** Entries that share bytes make a small archive inflate to anything (D. Fifield, "A better zip bomb", 2019). */
const assertNoOverlap = (entries: readonly Entry[], directoryStart: number): void => {
  const spans = entries
    .map((entry) => ({ start: entry.relativeOffsetOfLocalHeader, size: LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize }))
    .sort((a, b) => a.start - b.start);
  spans.forEach(({ start, size }, index) => {
    const limit = spans[index + 1]?.start ?? directoryStart;
    if (start + size > limit) throw zipError('zip.overlap');
  });
};
