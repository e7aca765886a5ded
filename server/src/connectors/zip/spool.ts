import { randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const PREFIX = 'external-contacts-upload-';

/** A zip can only be read with its end at hand: writes the stream to a private file of random name, which is always removed. */
export const withSpooledFile = async <T>(chunks: AsyncIterable<Buffer>, use: (path: string) => Promise<T>): Promise<T> => {
  const path = join(tmpdir(), `${PREFIX}${randomBytes(16).toString('hex')}`);
  try {
    await pipeline(chunks, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return await use(path);
  } finally {
    await rm(path, { force: true });
  }
};

/** Removes what a killed process left behind. */
export const sweepSpooledFiles = async (beforeMs: number): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(tmpdir(), name);
    const modified = await stat(path).then((found) => found.mtimeMs, () => null);
    if (modified !== null && modified < beforeMs) await rm(path, { force: true });
  }
};
