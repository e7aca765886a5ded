import { TABLES } from '../models';
import type { Database } from '../sql/client';
import type { JobRow } from './job-row';
import { listPlans, planHash } from './plan-store';

/** Names the plans of a job's runs anew, after rows of them were blanked. The job has the name of the last one. */
export const rehashPlans = async (database: Database, job: JobRow, sha256: string): Promise<void> => {
  for (let attempt = 1; attempt <= job.attempt; attempt += 1) {
    const plans = await listPlans(database.knex(), { jobId: job.id, attempt });
    if (plans.length === 0) continue;
    const hash = planHash(job.settingHash, sha256, plans);
    await database.knex()(TABLES.attempts).where({ job_id: job.id, number: attempt }).whereNotNull('plan_hash').update({ plan_hash: hash });
    await database.knex()(TABLES.jobs).where({ id: job.id }).whereNotNull('plan_hash').update({ plan_hash: hash });
  }
};
