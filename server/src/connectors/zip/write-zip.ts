import { Readable } from 'node:stream';
import { createDeflateRaw } from 'node:zlib';
import { updateCrc32 } from './crc32';

/** An entry of an archive that is written; its bytes are asked for when its turn comes. */
export interface ZipEntry {
  name: string;
  content: AsyncIterable<Uint8Array>;
}

/** Names in UTF-8, and sizes behind the data: they are not known before (APPNOTE 4.4.4, bits 11 and 3). */
const FLAGS = 0x0808;
const DEFLATE = 8;
const VERSION = 20;
/** 1 January 1980, midnight: the same export gives the same bytes. */
const DOS_DATE = 0x21;
/** Without zip64, places and sizes have 32 bits. */
const MAX_BYTES = 0xffff_ffff;

/** A zip as a stream: one entry after another, deflated on the way, none of them held whole. */
export async function* writeZip(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  let count = 0;
  for (const { name, content } of entries) {
    const start = offset;
    const header = localHeader(Buffer.from(name, 'utf8'));
    yield header;
    const size = { crc: 0, plain: 0, packed: 0 };
    for await (const chunk of deflated(content, size)) yield chunk;
    const descriptor = dataDescriptor(size);
    yield descriptor;
    offset += header.length + size.packed + descriptor.length;
    if (offset > MAX_BYTES || size.plain > MAX_BYTES) throw new RangeError('The archive is larger than 4 GB');
    directory.push(directoryHeader(Buffer.from(name, 'utf8'), size, start));
    count += 1;
  }
  const central = Buffer.concat(directory);
  yield central;
  yield endOfDirectory({ count, bytes: central.length, offset });
}

interface EntrySize {
  crc: number;
  plain: number;
  packed: number;
}

/** Adds up `size` while the bytes go through. */
async function* deflated(content: AsyncIterable<Uint8Array>, size: EntrySize): AsyncGenerator<Buffer> {
  const measured = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      size.crc = updateCrc32(size.crc, chunk);
      size.plain += chunk.length;
      yield chunk;
    }
  };
  const source = Readable.from(measured(), { objectMode: false });
  const packer = createDeflateRaw();
  // A source that fails must not leave the reader waiting for ever.
  source.on('error', (error) => packer.destroy(error));
  for await (const chunk of source.pipe(packer) as AsyncIterable<Buffer>) {
    size.packed += chunk.length;
    yield chunk;
  }
}

const localHeader = (name: Buffer): Buffer => {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATE, 8);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
};

const dataDescriptor = ({ crc, packed, plain }: EntrySize): Buffer => {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(crc, 4);
  descriptor.writeUInt32LE(packed, 8);
  descriptor.writeUInt32LE(plain, 12);
  return descriptor;
};

const directoryHeader = (name: Buffer, { crc, packed, plain }: EntrySize, offset: number): Buffer => {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATE, 10);
  header.writeUInt16LE(DOS_DATE, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(plain, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
};

const endOfDirectory = ({ count, bytes, offset }: { count: number; bytes: number; offset: number }): Buffer => {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
};
