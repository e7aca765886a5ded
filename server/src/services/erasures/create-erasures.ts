import type { Core } from '@strapi/strapi';
import { isFinal, type Actor } from '../../contracts';
import { createKeysOf } from '../../domain/keys';
import { logLine } from '../../jobs/log-line';
import { readBlock } from '../../pipeline/source';
import { recordAct } from '../../store/audit/audit-log';
import { listBlocks, type StoredBlock } from '../../store/blocks/block-store';
import { addErasure, finishErasures, pendingErasures, type Erasure } from '../../store/erasure/erasure-store';
import { deletePeople, findPeople } from '../../store/erasure/people';
import { createFileStore, dialectOfPart, type FileRow } from '../../store/files';
import type { JobRow } from '../../store/jobs/job-row';
import { createJobStore } from '../../store/jobs/job-store';
import { rehashPlans } from '../../store/jobs/rehash-plans';
import { createDatabase } from '../../store/sql/client';
import { giveWay } from '../../store/sql/give-way';
import { serviceOf } from '../interfaces';
import { mapperOf } from '../mapper-of';
import { eraseInBlock, type IsPersons } from './erase-in-block';

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

  /** `erased`: rows of the file that are blank, for whichever job of it; their cells tell nothing any more. */
  const eraseInJob = async (job: JobRow, file: FileRow, { people, erased }: { people: Wanted; erased: Set<number> }): Promise<number> => {
    const isPersons = keyFinder(strapi, job, { file, hashes: people.hashes });
    let rows = 0;
    for (const { ordinal, part } of await listBlocks(database.knex(), file.id)) {
      rows += await eraseInBlock(database, { jobId: job.id, file: { id: file.id, dialect: dialectOfPart(file, part) }, ordinal }, { documents: people.documents, erased, isPersons });
      await giveWay(database);
    }
    // Always: a process may have died after the last row of an earlier pass.
    await rehashPlans(database, job, file.sha256);
    return rows;
  };

  /** Jobs of one file tell of the same rows: what one of them finds, the others have to blank too. */
  const eraseInFile = async (file: FileRow, ofFile: readonly JobRow[], people: Wanted): Promise<number> => {
    const erased = new Set<number>();
    let rows = 0;
    for (let known = -1; known < erased.size; ) {
      known = erased.size;
      for (const job of ofFile) rows += await eraseInJob(job, file, { people, erased });
    }
    return rows;
  };

  /** All who are waited for at once: each job is read once or twice, however many they are. */
  const work = async (): Promise<number> => {
    const pending = await pendingErasures(database);
    if (pending.length === 0) return 0;
    const stored = await jobs.listStored('contacts', Math.max(...pending.map(({ createdMs }) => createdMs)));
    let rows = 0;
    for (const fileId of new Set(stored.map((job) => job.fileId))) {
      const file = await files.findById(fileId);
      // Of a job under way the plan is being made or run: what is blanked now would be written anew.
      const ended = stored.filter((job) => job.fileId === fileId && isFinal(job.state));
      if (file !== null && ended.length > 0) rows += await eraseInFile(file, ended, wantedOf(pending));
    }
    const openSinceMs = Math.min(Infinity, ...stored.filter(({ state }) => !isFinal(state)).map(({ createdMs }) => createdMs));
    await finishErasures(database, pending.filter(({ createdMs }) => createdMs < openSinceMs).map(({ id }) => id));
    return rows;
  };

  return {
    /** Deletes the person's records; an id that is none any more still has its stored data blanked. */
    async erase(documentId: string, actor: Actor): Promise<ErasureDto> {
      const people = await findPeople(strapi, documentId);
      const documents = [...new Set([documentId, ...people.map((person) => person.documentId)])];
      await database.transaction(async (trx) => {
        await addErasure(trx, { documents, hashes: people.flatMap((person) => person.hashes) });
        await recordAct(trx, { action: 'contact.erase', actor, subject: { id: documentId, name: null }, counts: { records: people.length } });
        await deletePeople(strapi, trx, people.map((person) => person.documentId));
      });
      // Files that were built before may hold the person, and nobody can tell which.
      await serviceOf(strapi, 'background-exports').withdraw('contacts');
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

interface Wanted {
  documents: ReadonlySet<string>;
  hashes: ReadonlySet<string>;
}

const wantedOf = (erasures: readonly Erasure[]): Wanted => ({
  documents: new Set(erasures.flatMap(({ documents }) => documents)),
  hashes: new Set(erasures.flatMap(({ hashes }) => hashes)),
});

/** Bad and held rows name no record: they are the person's when they carry an identifier that only this person had. */
const keyFinder = (strapi: Core.Strapi, job: JobRow, { file, hashes }: { file: FileRow; hashes: ReadonlySet<string> }): IsPersons => {
  const map = mapperOf(strapi, job.setting, file.columns);
  const keysOf = createKeysOf(job.setting.identifiers);
  const source = job.setting.externalSource?.id ?? null;
  return (block: StoredBlock, rows) =>
    readBlock(block, dialectOfPart(file, block.part), file.columns.length)
      .filter(({ row }) => rows.has(row))
      .flatMap((parsed) => {
        const { row, values, externalId, externalIds = [] } = map(parsed);
        const ids = [...externalIds, ...(externalId === null || source === null ? [] : [{ source, value: externalId }])];
        return keysOf(job.target, { ...values, externalIds: ids }).some(({ hash }) => hashes.has(hash)) ? [row] : [];
      });
};

export type Erasures = ReturnType<typeof createErasures>;
