import { mayView, type Viewer } from '../../access';
import { openCsvArchive, sweepSpooledFiles, withSpooledFile } from '../../connectors/zip';
import { actorKey, badRequest, notFound, OperationError, type Actor, type DialectChoice, type FilePreviewDto, type FileValuesDto, type ImportFileDto, type Issue, type Limits, type Preset } from '../../contracts';
import { recognisePresets } from '../../domain/preset';
import { columnLabels, sniffContent } from '../../pipeline/source';
import type { FileRow, FileStore } from '../../store/files';
import { COUNTED_ROWS, countValues } from './count-values';
import { toFileDto } from './file-dto';
import { fileHistory, type HistoryParts } from './file-history';
import { displayName } from './file-name';
import { receive } from './incoming';
import { createRepeats } from './repeated-upload';
import { openStoredFile, readRows, toIssue, type FileRecord, type OpenFile } from './read-rows';
import { takeIn, type IncomingPart } from './take-in';

export interface FilesOptions {
  store: FileStore;
  jobs: HistoryParts['jobs'];
  clock: { now: () => number };
  /** Random, at least 128 bits: a file's id is no secret, but must not be guessable either. */
  ids: { create: () => string };
  limits: Limits;
  /** Every preset there is. */
  presets: () => Promise<readonly Preset[]>;
}

export interface UploadRequest {
  stream: AsyncIterable<Uint8Array>;
  name: string;
  actor: Actor;
  /** Whether the jobs of others may be named; not by default. */
  all?: boolean;
  choice?: DialectChoice;
  /** The same key and bytes again give the same file. */
  idempotencyKey?: string | undefined;
}

export type Files = ReturnType<typeof createFiles>;

/** Import files: taken in, looked at, read by jobs. Another person's file answers like an unknown id. */
export const createFiles = ({ store, jobs, clock, ids, limits, presets }: FilesOptions) => {
  const show = async (file: FileRow, viewer: Viewer): Promise<ImportFileDto> => {
    // Names that were counted say nothing.
    const recognised = file.dialect.header ? recognisePresets(file.columns, await presets()) : [];
    return toFileDto(file, { ...(await fileHistory(file, viewer, { jobs, store })), presets: recognised.map(({ name }) => name) });
  };
  const find = async (id: string, viewer: Viewer): Promise<FileRow> => {
    const file = await store.find(id);
    if (file === null || !mayView(viewer, file.actorKey)) throw notFound('file');
    if (file.state === 'purged') throw new OperationError('file.purged', 410, 'The bytes of this file were deleted');
    return file;
  };

  interface Draft {
    name: string;
    actor: Actor;
    choice: DialectChoice;
    parts: readonly IncomingPart[];
    issues: Issue[];
    digest: () => { sha256: string; size: number };
    key: string | null;
  }

  /** Stores the parts as a new file, or nothing at all. */
  const add = async (draft: Draft): Promise<{ id: number; uid: string }> => {
    const uid = ids.create();
    const id = await store.begin({ uid, name: draft.name, actor: draft.actor, actorKey: actorKey(draft.actor), createdMs: clock.now() });
    try {
      const content = await takeIn({ store, fileId: id, choice: draft.choice, limits, parts: draft.parts });
      await store.finish(id, { ...content, ...draft.digest(), issues: [...content.issues, ...draft.issues] }, draft.key);
      return { id, uid };
    } catch (error) {
      // Should this fail too, the first error tells more, and the sweep removes the rest.
      await store.discard(id).catch(() => undefined);
      throw error;
    }
  };

  const repeats = createRepeats(store);

  const getReady = async (uid: string): Promise<FileRow> => {
    const file = await store.find(uid);
    if (file === null) throw notFound('file');
    return file;
  };

  return {
    /** The file is in the database when this answers; a refused one leaves nothing behind. */
    async upload({ stream, name, actor, all = false, choice = {}, idempotencyKey }: UploadRequest): Promise<ImportFileDto> {
      const shown = displayName(name);
      const key = repeats.keyOf(idempotencyKey, actor);
      const incoming = await receive(stream, limits.maxBytes);
      const earlier = await repeats.find(key, incoming);
      if (earlier !== null) return show(earlier, { actor, all });
      const draft = { name: shown, actor, choice, digest: incoming.digest, key: key?.key ?? null };
      if (sniffContent(incoming.head) !== 'zip') {
        const made = await repeats.orEarlier(key, incoming, () => add({ ...draft, parts: [{ name: shown, read: () => incoming.chunks }], issues: [] }));
        return show(await getReady(made.uid), { actor, all });
      }
      return withSpooledFile(incoming.chunks, async (path) => {
        const archive = await openCsvArchive(path, limits);
        try {
          const parts = archive.entries.map((entry) => ({ name: displayName(entry.name), read: entry.read }));
          const made = await repeats.orEarlier(key, incoming, () => add({ ...draft, parts, issues: archive.ignored.map(ignoredEntry) }));
          return show(await getReady(made.uid), { actor, all });
        } finally {
          archive.close();
        }
      });
    },

    /**
     * Reads a stored file anew with another encoding, delimiter or header. The file keeps its id, unless a job already
     * uses it: a job's file never changes, so that a new one is made.
     */
    async reparse(id: string, choice: DialectChoice, viewer: Viewer): Promise<ImportFileDto> {
      const file = await find(id, viewer);
      const blocks = await store.listBlocks(file.id);
      const parts = file.parts.map((part, index) => ({
        name: part.name,
        read: () => readBytes(store, file.id, blocks.filter((block) => block.part === index).map((block) => block.ordinal)),
      }));
      const kept = file.issues.filter((issue) => issue.code === 'zip.entry-ignored');
      const { sha256, size } = file;
      const added = await add({ name: file.name, actor: file.actor, choice, parts, issues: kept, digest: () => ({ sha256, size }), key: null });
      const replaced = await store.replace(file.id, added.id);
      return show(await getReady(replaced ? id : added.uid), viewer);
    },

    async get(id: string, viewer: Viewer): Promise<ImportFileDto> {
      return show(await find(id, viewer), viewer);
    },

    async preview(id: string, range: { row: number; limit: number }, viewer: Viewer): Promise<FilePreviewDto> {
      const file = await find(id, viewer);
      const rows = await readRows(store, file, { from: range.row, limit: range.limit });
      return {
        columns: file.columns,
        columnLabels: columnLabels(file.columns),
        rows: rows.map((row) => ({ row: row.row, line: row.line, cells: row.cells, issues: row.issues.map((issue) => toIssue(issue, row, file.columns)) })),
        total: file.rowCount,
      };
    },

    /** What stands in a column of the first rows. 400 `file.column-unknown` where the file has no such column. */
    async values(id: string, column: number, viewer: Viewer): Promise<FileValuesDto> {
      const file = await find(id, viewer);
      if (column >= file.columns.length) throw badRequest('file.column-unknown', `The file has ${file.columns.length} columns`, { key: 'column' });
      const rows = await readRows(store, file, { from: 1, limit: COUNTED_ROWS });
      return { column, rowsSeen: rows.length, total: file.rowCount, ...countValues(rows, column) };
    },

    /** The bytes as uploaded; of a zip, its CSVs one after another. */
    async original(id: string, viewer: Viewer): Promise<{ name: string; bytes: number; stream: AsyncIterable<Uint8Array> }> {
      const file = await find(id, viewer);
      const blocks = await store.listBlocks(file.id);
      const bytes = blocks.reduce((sum, block) => sum + block.byteLength, 0);
      const name = file.parts.length === 1 ? (file.parts[0]?.name ?? file.name) : `${file.name}.csv`;
      return { name, bytes, stream: readBytes(store, file.id, blocks.map((block) => block.ordinal)) };
    },

    /** The row behind an id, for a service that makes a job of it. */
    find,

    /** For the engine, which has checked rights already. */
    async open(fileId: number): Promise<OpenFile> {
      const file = await store.findById(fileId);
      if (file === null) throw notFound('file');
      return openStoredFile(store, file);
    },

    /** Rows by number, for reports; reads only the blocks that hold them. */
    async rows(fileId: number, range: { from: number; limit: number }): Promise<FileRecord[]> {
      const file = await store.findById(fileId);
      if (file === null) throw notFound('file');
      return readRows(store, file, range);
    },

    /** Removes what uploads left that died on the way. `olderThanMs` must be longer than the longest upload. */
    async sweepAbandonedUploads(olderThanMs: number): Promise<number> {
      const beforeMs = clock.now() - olderThanMs;
      await sweepSpooledFiles(beforeMs);
      return store.sweepAbandoned(beforeMs);
    },
  };
};

async function* readBytes(store: Pick<FileStore, 'loadBlock'>, fileId: number, ordinals: readonly number[]): AsyncGenerator<Buffer, void> {
  for (const ordinal of ordinals) yield (await store.loadBlock(fileId, ordinal)).bytes;
}

const ignoredEntry = (name: string): Issue => ({ code: 'zip.entry-ignored', severity: 'warning', file: displayName(name), row: null, line: null, column: null });
