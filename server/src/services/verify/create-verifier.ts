import type { Core } from '@strapi/strapi';
import { createKeysOf, type IdentifierFields } from '../../domain/keys';
import { applyCorrections, indexEverywhere } from '../../pipeline/corrections/apply-corrections';
import { createFileStore } from '../../store/files';
import { findCorrections } from '../../store/jobs/correction-store';
import { createJobStore } from '../../store/jobs/job-store';
import { createDatabase } from '../../store/sql/client';
import { createAuditReader } from '../../store/verification/audit-reader';
import { createLedgerReader } from '../../store/verification/ledger-reader';
import { countingAttempts } from '../jobs/current-rows';
import { mapperOf } from '../mapper-of';
import { verifyJob, type VerifyReport } from './verify-job';

/** `external-contacts verify JOB`: a finished job against its file and the database. */
export const createVerifier = (strapi: Core.Strapi): ((uid: string) => Promise<VerifyReport>) => {
  const database = createDatabase(strapi);
  const jobs = createJobStore(database);
  return (uid) =>
    verifyJob(uid, {
      files: createFileStore(database),
      ledger: createLedgerReader(database),
      reader: createAuditReader(strapi, database),
      findJob: (wanted) => jobs.find(wanted),
      keysOf: createKeysOf(strapi.config.get<IdentifierFields>('plugin::external-contacts.identifiers')),
      listRuns: (job) => countingAttempts(database, job),
      readCorrections: async (job, rows) => {
        const found = await findCorrections(database.knex(), job.id, rows);
        const corrections = { ...found, everywhere: indexEverywhere(found.everywhere) };
        return (row, attempt) => applyCorrections(row, corrections, { attempt, columnCount: row.cells.length });
      },
      createMapper: ({ setting }, columns) => mapperOf(strapi, setting, columns),
    });
};
