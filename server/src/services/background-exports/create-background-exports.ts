import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { mayView, type Viewer } from '../../access';
import type { PluginConfig } from '../../config';
import { actorKey, badRequest, conflict, notFound, OperationError, type Actor, type ExportDto, type ExportRequest } from '../../contracts';
import { writeZip } from '../../connectors/zip';
import { LeaseLost } from '../../jobs/control-errors';
import { reach } from '../../jobs/failpoint';
import { logLine } from '../../jobs/log-line';
import { createExportStore } from '../../store/exports/export-store';
import type { ExportRow } from '../../store/exports/export-row';
import { createDatabase } from '../../store/sql/client';
import { giveWay } from '../../store/sql/give-way';
import { serviceOf, type Page } from '../interfaces';
import { recordPages } from './export-pages';

const EVERY_MS = 2_000;
const DAY_MS = 86_400_000;
const MAX_NAME = 100;

/** A file to send: one CSV, or several in a zip. */
export interface ExportDownload {
  name: string;
  isZip: boolean;
  content: AsyncIterable<Uint8Array>;
}

/**
 * Exports that are built in the background: page by page, each page stored with the cursor behind it under a lease, so that another process goes on
 * where one has died. What is downloaded is put together from what is stored, and never held whole.
 */
export const createBackgroundExports = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);
  const store = createExportStore(database);
  const config = (): PluginConfig => strapi.config.get<PluginConfig>('plugin::external-contacts');
  let timer: NodeJS.Timeout | null = null;
  let stopping = false;
  let underWay: Promise<unknown> = Promise.resolve();

  const findSource = async (wanted: string): Promise<string> => {
    const source = (await serviceOf(strapi, 'external-sources').list({ activeOnly: false })).find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.trim().toLowerCase());
    if (source === undefined) throw badRequest('external-source.unknown', 'No such external source', { key: 'source' });
    return source.id;
  };

  /** Builds a claimed export to its end, or until this process stops; it then waits for whoever comes next. */
  const build = async (claimed: ExportRow): Promise<void> => {
    const { leaseMs } = config();
    await serviceOf(strapi, 'definitions').refresh();
    const source = recordPages(strapi, database, claimed);
    if (claimed.total === null && !(await store.change(claimed, { total: await source.count() }))) return;
    let so: Pick<ExportRow, 'afterId' | 'records' | 'files'> = claimed;
    for (;;) {
      if (stopping) return void (await store.change(claimed, { state: 'waiting' }));
      const page = await source.next(so);
      if (page === null) break;
      await store.savePage(claimed, { page, leaseMs });
      reach('export.page.after-commit');
      so = page;
      await giveWay(database);
    }
    await store.change(claimed, { state: 'completed', finished_ms: Date.now() });
  };

  const work = async (): Promise<number> => {
    let built = 0;
    for (let claimed = stopping ? null : await store.claim(config().leaseMs); claimed !== null; claimed = stopping ? null : await store.claim(config().leaseMs)) {
      const row = claimed;
      try {
        await build(row);
        built += 1;
      } catch (error) {
        if (error instanceof LeaseLost) continue;
        const code = error instanceof OperationError ? error.code : 'export.failed';
        strapi.log.error(logLine('export.failed', { export: row.uid, code, name: (error as Error).name }));
        await store.change(row, { state: 'failed', error: code, finished_ms: Date.now() });
      }
    }
    return built;
  };

  const find = async (uid: string, viewer: Viewer): Promise<ExportRow> => {
    const row = await store.find(uid);
    if (row === null || !mayView(viewer, row.actorKey)) throw notFound('export');
    return row;
  };
  const toDto = (row: ExportRow): ExportDto => {
    const { name, query, createdMs, finishedMs, state } = row;
    const days = config().exportDays;
    return {
      id: row.uid, name, target: row.target, kind: row.kind, segment: query.segment === null ? null : { id: query.segment.id, name: query.segment.name }, state,
      total: row.total, records: row.records, files: row.files, fileName: state === 'completed' ? fileNameOf(row) : null, error: row.error, actor: row.actor.name,
      createdAt: new Date(createdMs).toISOString(), finishedAt: finishedMs === null ? null : new Date(finishedMs).toISOString(),
      expiresAt: new Date(createdMs + days * DAY_MS).toISOString(),
    };
  };
  const inBackground = (): void => {
    service.work().catch((error: unknown) => strapi.log.warn(logLine('export.unread', { code: String((error as { code?: unknown }).code ?? 'unknown') })));
  };

  const service = {
    async create({ target = 'contacts', segment, kind = 'records', source, name, recordsPerFile }: ExportRequest, actor: Actor): Promise<ExportDto> {
      const found = segment === undefined ? null : await serviceOf(strapi, 'segments').named(segment);
      if (found !== null && found.target !== target) throw badRequest('export.target', 'The segment is of another target', { key: 'segment' });
      const row = await store.create({
        uid: `e${randomBytes(16).toString('hex')}`,
        name: cleanName(name ?? found?.name ?? target),
        target,
        kind,
        query: {
          segment: found === null ? null : { id: found.id, name: found.name, filter: found.filter },
          source: source === undefined ? null : await findSource(source),
          recordsPerFile: recordsPerFile ?? config().exportRecordsPerFile,
        },
        actor,
      });
      if (timer !== null) inBackground();
      return toDto(row);
    },

    async list({ page = 1, pageSize = 25 }: { page?: number; pageSize?: number }, viewer: Viewer): Promise<Page<ExportDto>> {
      const { rows, total } = await store.list({ key: viewer.all ? null : actorKey(viewer.actor), offset: (page - 1) * pageSize, limit: pageSize });
      return { results: rows.map(toDto), pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total } };
    },

    get: async (uid: string, viewer: Viewer): Promise<ExportDto> => toDto(await find(uid, viewer)),

    async download(uid: string, viewer: Viewer): Promise<ExportDownload> {
      const row = await find(uid, viewer);
      if (row.state !== 'completed') throw conflict(row.state === 'failed' ? 'export.failed' : 'export.not-ready', 'The export cannot be downloaded', { state: row.state, error: row.error });
      if (row.files === 1) return { name: fileNameOf(row), isZip: false, content: store.read(row.id, 1) };
      const digits = String(row.files).length;
      const entries = Array.from({ length: row.files }, (_, index) => ({ name: `${row.name}-${String(index + 1).padStart(digits, '0')}.csv`, content: store.read(row.id, index + 1) }));
      return { name: fileNameOf(row), isZip: true, content: writeZip(entries) };
    },

    /** Builds what waits; gives how many were. One after another in a process. */
    work(): Promise<number> {
      const next = underWay.then(work);
      underWay = next.catch(() => undefined);
      return next;
    },

    /** Deletes what has expired. */
    forget: (): Promise<number> => store.deleteBefore(Date.now() - config().exportDays * DAY_MS),
    /** A person is forgotten: nobody knows which files hold them, so that all of the target go. */
    withdraw: (target: string): Promise<void> => store.withdrawAll(target),

    start(): void {
      timer = setInterval(inBackground, EVERY_MS).unref();
    },
    async stop(): Promise<void> {
      stopping = true;
      if (timer !== null) clearInterval(timer);
      await underWay;
    },
  };
  return service;
};

/** A file name on every system: no path, no control characters, no dot in front. */
const cleanName = (name: string): string =>
  name.normalize('NFC').replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, '_').replace(/^[.\s]+|[.\s]+$/gu, '').slice(0, MAX_NAME) || 'export';

const fileNameOf = ({ name, files }: ExportRow): string => `${name}.${files === 1 ? 'csv' : 'zip'}`;

export type BackgroundExports = ReturnType<typeof createBackgroundExports>;
