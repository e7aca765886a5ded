import { createHash } from 'node:crypto';
import { OperationError } from '../../contracts';

export interface Incoming {
  /** The first bytes, enough for a signature. */
  head: Buffer;
  /** All bytes, the first ones included. */
  chunks: AsyncIterable<Buffer>;
  /** Valid once `chunks` has ended. */
  digest: () => { sha256: string; size: number };
}

const HEAD_BYTES = 512;

/** Counts, hashes and limits an upload while it is read; nothing of it is held but its first bytes. */
export const receive = async (stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Incoming> => {
  const hash = createHash('sha256');
  let size = 0;
  const count = async function* (): AsyncGenerator<Buffer, void> {
    for await (const piece of stream) {
      const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      size += chunk.length;
      if (size > maxBytes) throw new OperationError('file.too-large', 413, `The file is larger than ${maxBytes} bytes`, { limit: maxBytes });
      hash.update(chunk);
      if (chunk.length > 0) yield chunk;
    }
  };
  const source = count();
  const first: Buffer[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await source.next();
    if (next.done) break;
    first.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(first);
  const chunks = async function* (): AsyncGenerator<Buffer, void> {
    if (head.length > 0) yield head;
    yield* source;
  };
  // A hash gives its digest once.
  let digest: { sha256: string; size: number } | null = null;
  return { head, chunks: chunks(), digest: () => (digest ??= { sha256: hash.digest('hex'), size }) };
};
