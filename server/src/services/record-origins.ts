import type { Core } from '@strapi/strapi';
import { mayView, type Viewer } from '../access';
import { actorKey, type RecordOriginDto, type Target } from '../contracts';
import { createFileStore } from '../store/files';
import { createJobStore } from '../store/jobs/job-store';
import type { JobRow } from '../store/jobs/job-row';
import { findLastJob } from '../store/records/find-last-job';
import { createDatabase } from '../store/sql/client';
import { openStoredFile } from './files/read-rows';
import { findWritingRow } from './jobs/find-writing-row';
import { createRowReader } from './jobs/job-rows';

/** Which import wrote a record last, and from which line. */
export const createRecordOrigins = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);
  const jobs = createJobStore(database);
  const files = createFileStore(database);

  const rowOf = async (job: JobRow, record: { target: Target; documentId: string }): Promise<RecordOriginDto['row']> => {
    const row = job.purgedMs === null ? await findWritingRow(database, job, record) : null;
    const stored = row === null ? null : await files.findById(job.fileId);
    if (row === null || stored === null) return null;
    const view = await (await createRowReader(database, job, await openStoredFile(files, stored))).view(row);
    return view === null ? null : { row, line: view.plan.line, file: view.parsed.file };
  };

  return {
    /** null where no import has written it, and where the import is another person's: whoever may not see a job does not learn of it. */
    async find(record: { target: Target; documentId: string }, viewer: Viewer): Promise<RecordOriginDto | null> {
      const uid = await findLastJob(strapi, database, record);
      const job = uid === null ? null : await jobs.find(uid);
      if (job === null || !mayView(viewer, actorKey(job.actor))) return null;
      return { job: { id: job.uid, name: job.name, submittedBy: job.actor.name, createdAt: new Date(job.createdMs).toISOString() }, row: await rowOf(job, record) };
    },
  };
};

export type RecordOrigins = ReturnType<typeof createRecordOrigins>;
