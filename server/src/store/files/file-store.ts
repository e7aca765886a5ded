import type { Actor } from '../../contracts';
import { reach } from '../../jobs/failpoint';
import { deleteBlocks, findBlocksOfRows, insertBlocks, listBlocks, loadBlock, packBlock, type BlockInfo, type StoredBlock } from '../blocks/block-store';
import { TABLES } from '../models';
import type { Connection, Database } from '../sql/client';
import { toContentColumns, toFileRow, type FileContent, type FileRow } from './file-row';

export type FileHead = Pick<FileRow, 'uid' | 'name' | 'sha256' | 'rowCount'>;

/** A request that may be repeated: the same key of the same caller makes no second file. */
export interface UploadKey {
  key: string;
  actorKey: string;
}

export interface NewFile {
  uid: string;
  name: string;
  actor: Actor;
  actorKey: string;
  createdMs: number;
}

/** Ports that the file service needs; one implementation, over the database. */
export interface FileStore {
  /** Adds a row in state `uploading`, which nobody sees, and gives its id. */
  begin: (file: NewFile) => Promise<number>;
  saveBlocks: (fileId: number, blocks: readonly StoredBlock[]) => Promise<void>;
  /** Makes an uploaded file usable. Fails when it was swept meanwhile, and on the unique index when its key has made another file. */
  finish: (fileId: number, content: FileContent, key: string | null) => Promise<void>;
  /** The file that this key has made. */
  findByKey: (key: UploadKey) => Promise<FileRow | null>;
  /** Removes an upload that failed, with its blocks. */
  discard: (fileId: number) => Promise<void>;
  /** Puts the new cut of a file in the old one's place, under its uid; false when a job holds on to the old one. */
  replace: (oldId: number, newId: number) => Promise<boolean>;
  /** Also one whose bytes were deleted: `state` is `purged` then. */
  find: (uid: string) => Promise<FileRow | null>;
  findById: (fileId: number) => Promise<FileRow | null>;
  /** By database id, what a list of jobs says of their files: one query, without headers and issues. */
  findHeads: (fileIds: readonly number[]) => Promise<Map<number, FileHead>>;
  listBlocks: (fileId: number) => Promise<BlockInfo[]>;
  findBlocksOfRows: (fileId: number, rows: { from: number; to: number }) => Promise<BlockInfo[]>;
  loadBlock: (fileId: number, ordinal: number) => Promise<StoredBlock>;
  /** Removes uploads that began before `beforeMs` and never ended: their process died. Gives their number. */
  sweepAbandoned: (beforeMs: number) => Promise<number>;
}

export const createFileStore = (database: Database): FileStore => {
  const files = () => database.knex()(TABLES.files);
  const findReady = async (where: Record<string, unknown>): Promise<FileRow | null> => {
    const row = (await files().where({ ...where, state: 'ready' }).first()) as Record<string, unknown> | undefined;
    return row === undefined ? null : toFileRow(row);
  };

  return {
    async begin(file) {
      reach('upload.file.before-insert');
      await files().insert({
        uid: file.uid, name: file.name, state: 'uploading', actor: JSON.stringify(file.actor), actor_key: file.actorKey, created_ms: file.createdMs,
      });
      reach('upload.file.after-insert');
      const row = (await files().select('id').where({ uid: file.uid }).first()) as { id: number };
      return Number(row.id);
    },

    async saveBlocks(fileId, blocks) {
      const packed = await Promise.all(blocks.map(packBlock));
      await database.transaction(async (trx) => {
        await lockUploading(trx, fileId);
        await insertBlocks(trx, fileId, packed);
        reach('upload.blocks.before-commit');
      });
      reach('upload.blocks.after-commit');
    },

    findByKey: ({ key, actorKey }) => findReady({ idempotency_key: key, actor_key: actorKey }),

    async finish(fileId, content, key) {
      await database.transaction(async (trx) => {
        await lockUploading(trx, fileId);
        await trx(TABLES.files).where({ id: fileId }).update({ ...toContentColumns(content), state: 'ready', idempotency_key: key });
        reach('upload.finish.before-commit');
      });
      reach('upload.finish.after-commit');
    },

    discard: (fileId) => database.transaction((trx) => deleteFile(trx, fileId)),

    replace: (oldId, newId) =>
      database.transaction(async (trx) => {
        const old = (await trx(TABLES.files).select('uid', 'idempotency_key').where({ id: oldId }).forUpdate().first()) as { uid: string; idempotency_key: string | null } | undefined;
        const job: unknown = await trx(TABLES.jobs).select('id').where({ file_id: oldId }).first();
        if (old === undefined || job !== undefined) return false;
        await deleteFile(trx, oldId);
        await trx(TABLES.files).where({ id: newId }).update(old);
        return true;
      }),

    async find(uid) {
      const row = (await files().where({ uid }).whereIn('state', ['ready', 'purged']).first()) as Record<string, unknown> | undefined;
      return row === undefined ? null : toFileRow(row);
    },
    findById: (fileId) => findReady({ id: fileId }),
    async findHeads(fileIds) {
      const rows = (await files().select('id', 'uid', 'name', 'sha256', 'row_count').whereIn('id', [...fileIds]).whereIn('state', ['ready', 'purged'])) as Record<string, unknown>[];
      return new Map(
        rows.map((row) => [Number(row['id']), { uid: String(row['uid']), name: String(row['name']), sha256: String(row['sha256']), rowCount: Number(row['row_count']) }]),
      );
    },
    listBlocks: (fileId) => listBlocks(database.knex(), fileId),
    findBlocksOfRows: (fileId, rows) => findBlocksOfRows(database.knex(), fileId, rows),
    loadBlock: (fileId, ordinal) => loadBlock(database.knex(), fileId, ordinal),

    async sweepAbandoned(beforeMs) {
      const abandoned = (await files().select('id').where({ state: 'uploading' }).where('created_ms', '<', beforeMs)) as { id: number }[];
      for (const { id } of abandoned) await database.transaction((trx) => deleteFile(trx, Number(id)));
      return abandoned.length;
    },
  };
};

/** Locks the file's row, so that blocks cannot be added to an upload that is being swept. */
const lockUploading = async (trx: Connection, fileId: number): Promise<void> => {
  const row: unknown = await trx(TABLES.files).select('id').where({ id: fileId, state: 'uploading' }).forUpdate().first();
  if (row === undefined) throw new Error(`Upload ${fileId} was swept while it was running`);
};

const deleteFile = async (trx: Connection, fileId: number): Promise<void> => {
  await trx(TABLES.files).where({ id: fileId }).delete();
  await deleteBlocks(trx, fileId);
};
