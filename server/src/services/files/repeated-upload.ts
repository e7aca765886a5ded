import { actorKey, badRequest, conflict, MAX_IDEMPOTENCY_KEY, type Actor } from '../../contracts';
import { isUniqueViolation } from '../../store/database';
import type { FileRow, FileStore, UploadKey } from '../../store/files';
import type { Incoming } from './incoming';

/** Uploads that a client sends again because it has not heard the answer (`Idempotency-Key`). */
export const createRepeats = (store: Pick<FileStore, 'findByKey'>) => {
  /** Throws 409 `file.idempotency-key-used` where the key has made a file of other bytes. Valid once all bytes were read. */
  const assertSame = (file: FileRow, { digest }: Incoming): FileRow => {
    const { sha256, size } = digest();
    if (file.sha256 !== sha256 || file.size !== size) throw conflict('file.idempotency-key-used', 'This Idempotency-Key belongs to another upload');
    return file;
  };

  return {
    keyOf: (given: string | undefined, actor: Actor): UploadKey | null => {
      if (given === undefined) return null;
      if (given.length > MAX_IDEMPOTENCY_KEY) throw badRequest('file.idempotency-key-invalid', `An Idempotency-Key has at most ${String(MAX_IDEMPOTENCY_KEY)} characters`);
      return { key: given, actorKey: actorKey(actor) };
    },

    /** The file that the key has made, once the bytes that come now are known to be the same: none of them is stored. */
    async find(key: UploadKey | null, incoming: Incoming): Promise<FileRow | null> {
      const earlier = key === null ? null : await store.findByKey(key);
      if (earlier === null) return null;
      await readToEnd(incoming.chunks);
      return assertSame(earlier, incoming);
    },

    /** Of two equal uploads at once, the second to end finds the index taken, and answers with the first one's file. */
    async orEarlier<Made extends { uid: string }>(key: UploadKey | null, incoming: Incoming, make: () => Promise<Made>): Promise<{ uid: string }> {
      try {
        return await make();
      } catch (error) {
        const rival = key !== null && isUniqueViolation(error) ? await store.findByKey(key) : null;
        if (rival === null) throw error;
        return assertSame(rival, incoming);
      }
    },
  };
};

const readToEnd = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
  const iterator = chunks[Symbol.asyncIterator]();
  for (let next = await iterator.next(); !next.done; next = await iterator.next());
};
