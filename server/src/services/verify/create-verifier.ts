import type { Core } from '@strapi/strapi';
import { hasReportColumns } from '../../domain/values';
import { createMapper } from '../../pipeline/map';
import { createAuditReader } from '../../store/audit/audit-reader';
import { createLedgerReader } from '../../store/audit/ledger-reader';
import { createFileStore } from '../../store/files';
import { createJobStore } from '../../store/jobs/job-store';
import { createDatabase } from '../../store/sql/client';
import { serviceOf } from '../interfaces';
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
      createMapper: ({ setting }, columns) =>
        createMapper(setting, serviceOf(strapi, 'targets').fields(setting.target), { undoFormulaGuard: hasReportColumns(columns) }),
    });
};
