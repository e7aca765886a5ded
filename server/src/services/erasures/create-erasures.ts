import type { Core } from '@strapi/strapi';
import type { PluginConfig } from '../../config';
import { isFinal, type Actor } from '../../contracts';
import { createKeysOf } from '../../domain/keys';
import { hasReportColumns } from '../../domain/values';
import { logLine } from '../../jobs/log-line';
import { createMapper } from '../../pipeline/map';
import { readBlock } from '../../pipeline/source';
import { recordAct } from '../../store/audit/audit-log';
import { listBlocks, loadBlock } from '../../store/blocks/block-store';
import { deletePeople, findPeople } from '../../store/erasure/people';
import { addErasure, countErased, finishErasure, pendingErasures, type Erasure } from '../../store/erasure/erasure-store';
import { createFileStore, dialectOfPart, type FileRow } from '../../store/files';
import type { JobRow } from '../../store/jobs/job-row';
import { createJobStore } from '../../store/jobs/job-store';
import { rehashPlans } from '../../store/jobs/rehash-plans';
import { createDatabase } from '../../store/sql/client';
import { giveWay } from '../../store/sql/give-way';
import { serviceOf } from '../interfaces';
import { eraseInBlock, type FindByKeys } from './erase-in-block';

/** How many records were one person, and are gone. */
export interface ErasureDto {
  records: number;
}

/**
 * Forgetting a person: the record and all that were merged into it are deleted at once; what imports have stored about them (cells, plans, values
 * before) is blanked in the background, job by job. A job under way is done when it has ended.
 */
export const createErasures = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);
  const files = createFileStore(database);
  const jobs = createJobStore(database);
  let underWay: Promise<unknown> = Promise.resolve();

  const eraseInJob = async (job: JobRow, file: FileRow, { documents, hashes }: Erasure): Promise<number> => {
    const about = new Set(documents);
    const findByKeys = keyFinder(strapi, job, { file, hashes: new Set(hashes), loadBlock: (ordinal) => loadBlock(database.knex(), file.id, ordinal) });
    let rows = 0;
    for (const block of await listBlocks(database.knex(), file.id)) {
      rows += await eraseInBlock(database, { jobId: job.id, file: { id: file.id, dialect: dialectOfPart(file, block.part) }, block }, { documents: about, findByKeys });
      await giveWay(database);
    }
    if (rows > 0) await rehashPlans(database, job, file.sha256);
    return rows;
  };

  const work = async (): Promise<number> => {
    let rows = 0;
    for (const erasure of await pendingErasures(database)) {
      let isWhole = true;
      let erased = 0;
      for (const id of await jobs.idsOfContacts(erasure.createdMs)) {
        const job = await jobs.findById(id);
        if (job === null || job.purgedMs !== null) continue;
        // Its plan is being made or run: what is blanked now would be written anew.
        if (!isFinal(job.state)) isWhole = false;
        const file = isFinal(job.state) ? await files.findById(job.fileId) : null;
        if (file !== null) erased += await eraseInJob(job, file, erasure);
      }
      await countErased(database, erasure.id, erased);
      if (isWhole) await finishErasure(database, erasure.id);
      rows += erased;
    }
    return rows;
  };

  return {
    /** Deletes the person's records; an id that is none any more still has its stored data blanked. */
    async erase(documentId: string, actor: Actor): Promise<ErasureDto> {
      const people = await findPeople(strapi, documentId);
      await database.transaction(async (trx) => {
        await addErasure(trx, { documents: [documentId, ...people.map((person) => person.documentId)], hashes: people.flatMap((person) => person.hashes) });
        await recordAct(trx, { action: 'contact.erase', actor, subject: { id: documentId, name: null }, counts: { records: people.length } });
        await deletePeople(strapi, people.map((person) => person.documentId));
      });
      this.inBackground();
      return { records: people.length };
    },

    /** Goes on with what is to be blanked; gives how many rows were. One after another in a process. */
    work(): Promise<number> {
      const next = underWay.then(work);
      underWay = next.catch(() => undefined);
      return next;
    },

    inBackground(): void {
      this.work().catch((error: unknown) => strapi.log.warn(logLine('erasure.stopped', { code: String((error as { code?: unknown; name?: unknown }).code ?? (error as Error).name) })));
    },

    stop: (): Promise<unknown> => underWay,
  };
};

/** Bad and held rows name no record: they are the person's when they carry an identifier that only this person had. */
const keyFinder = (strapi: Core.Strapi, job: JobRow, { file, hashes, loadBlock: load }: { file: FileRow; hashes: ReadonlySet<string>; loadBlock: (ordinal: number) => ReturnType<typeof loadBlock> }): FindByKeys => {
  const map = createMapper(job.setting, serviceOf(strapi, 'targets').fields(job.target), {
    undoFormulaGuard: hasReportColumns(file.columns),
    defaultCountry: strapi.config.get<PluginConfig['defaultCountry']>('plugin::external-contacts.defaultCountry'),
  });
  const keysOf = createKeysOf(job.setting.identifiers);
  const source = job.setting.externalSource?.id ?? null;
  return async (ordinal, rows) => {
    if (hashes.size === 0 || rows.length === 0) return [];
    const wanted = new Set(rows.map(({ row }) => row));
    const block = await load(ordinal);
    return readBlock(block, dialectOfPart(file, block.part), file.columns.length)
      .filter(({ row }) => wanted.has(row))
      .flatMap((parsed) => {
        const { row, values, externalId, externalIds = [] } = map(parsed);
        const ids = [...externalIds, ...(externalId === null || source === null ? [] : [{ source, value: externalId }])];
        return keysOf(job.target, { ...values, externalIds: ids }).some(({ hash }) => hashes.has(hash)) ? [row] : [];
      });
  };
};

export type Erasures = ReturnType<typeof createErasures>;
