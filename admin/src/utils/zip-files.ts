/** Files of one import, as the server takes several: entries of a zip, stored as they are. */

const UTF8_NAMES = 0x0800;
/** 1980-01-01, the first day that a zip knows: the same files give the same bytes, so that a file that comes again is recognised. */
const FIRST_DAY = 0x0021;
const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const END_RECORD = 22;
/** Beyond this a zip needs 64-bit sizes; the server's own limit is far below. */
const MAX_BYTES = 0xffff_ffff;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_value, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  return crc >>> 0;
});

/** CRC-32 of a file, read piece by piece: a file may be larger than what a browser gives a page. */
const checksum = async (file: Blob): Promise<number> => {
  let crc = 0xffff_ffff;
  const reader = file.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    for (const byte of next.value) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
};

interface Entry {
  name: Uint8Array;
  crc: number;
  size: number;
  offset: number;
}

/** The fields that the header before an entry and its line in the directory have in common. */
const writeCommon = (view: DataView, at: number, { name, crc, size }: Entry): void => {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, UTF8_NAMES, true);
  view.setUint16(at + 8, FIRST_DAY, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
};

const localHeader = (entry: Entry): Uint8Array => {
  const bytes = new Uint8Array(LOCAL_HEADER + entry.name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0403_4b50, true);
  writeCommon(view, 4, entry);
  bytes.set(entry.name, LOCAL_HEADER);
  return bytes;
};

const centralHeader = (entry: Entry): Uint8Array => {
  const bytes = new Uint8Array(CENTRAL_HEADER + entry.name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0201_4b50, true);
  view.setUint16(4, 20, true);
  writeCommon(view, 6, entry);
  view.setUint32(42, entry.offset, true);
  bytes.set(entry.name, CENTRAL_HEADER);
  return bytes;
};

const endRecord = (count: number, size: number, offset: number): Uint8Array => {
  const bytes = new Uint8Array(END_RECORD);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0605_4b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return bytes;
};

/** Each name once: files of two folders may be called alike. */
const uniqueNames = (files: readonly File[]): string[] => {
  const taken = new Set<string>();
  return files.map(({ name }) => {
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
    let unique = name;
    for (let number = 2; taken.has(unique.toLowerCase()); number += 1) unique = `${stem} (${number})${extension}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
};

/** One zip of several files. The files themselves are not copied: the browser reads them when the zip is sent. Null: they are too large for one. */
export const zipFiles = async (files: readonly File[], name: string): Promise<File | null> => {
  if (files.reduce((sum, file) => sum + file.size + 2 * (file.name.length * 4 + CENTRAL_HEADER), END_RECORD) > MAX_BYTES) return null;
  const names = uniqueNames(files);
  const parts: BlobPart[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [index, file] of files.entries()) {
    const entry = { name: new TextEncoder().encode(names[index]), crc: await checksum(file), size: file.size, offset };
    const header = localHeader(entry);
    parts.push(header as BlobPart, file);
    directory.push(centralHeader(entry));
    offset += header.length + file.size;
  }
  const directorySize = directory.reduce((sum, { length }) => sum + length, 0);
  return new File([...parts, ...(directory as BlobPart[]), endRecord(files.length, directorySize, offset) as BlobPart], name, { type: 'application/zip' });
};
