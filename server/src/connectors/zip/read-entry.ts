import type { Entry, ZipFile } from 'yauzl';
import { OperationError } from '../../contracts';
import type { ZipLimits } from './check-entries';
import { updateCrc32 } from './crc32';
import { zipError } from './zip-error';

/** The ratio of small entries says nothing: a thousand equal lines compress well. */
const RATIO_FROM_BYTES = 1024 * 1024;

/** An entry's bytes, inflated as they are read; stops at the first byte above a limit, whatever the headers claim. */
export async function* readEntry(zip: ZipFile, entry: Entry, limits: ZipLimits): AsyncGenerator<Buffer, void> {
  let inflated = 0;
  let crc = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      inflated += chunk.length;
      crc = updateCrc32(crc, chunk);
      if (inflated > RATIO_FROM_BYTES && inflated > entry.compressedSize * limits.maxZipRatio) throw zipError('zip.ratio', { limit: limits.maxZipRatio });
      yield chunk;
    }
  } catch (error) {
    throw error instanceof OperationError ? error : zipError('zip.invalid', {}, error);
  }
  if (crc !== entry.crc32) throw zipError('zip.invalid', { checksum: false });
}
