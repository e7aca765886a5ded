import type { Core } from '@strapi/strapi';
import { mayView, type Viewer } from '../../access';
import { actorKey, notFound, type DecideManyRequest, type DecideRequest, type DecisionsDto, type HeldRowDto, type Target } from '../../contracts';
import { createFileStore } from '../../store/files';
import { findHeldRows, listHeldRows, type HeldRow } from '../../store/jobs/held-row-store';
import { createJobStore } from '../../store/jobs/job-store';
import { createRecordTables } from '../../store/records/record-tables';
import { createDatabase } from '../../store/sql/client';
import { type Page } from '../interfaces';
import { mapperOf } from '../mapper-of';
import type { Runner } from '../runner/create-runner';
import { decideRows, type DecideParts } from './decide-rows';
import { showHeldRows } from './show-held-rows';

export interface HeldRowQuery {
  job?: string;
  state?: 'open' | 'decided';
  target?: Target;
  page?: number;
  pageSize?: number;
}

export type HeldRows = ReturnType<typeof createHeldRows>;

/** Rows that wait for a person, across jobs. Those of another person's job answer like unknown ids. */
export const createHeldRows = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);
  const store = createJobStore(database);
  const parts: DecideParts = {
    database,
    store,
    fileStore: createFileStore(database),
    tables: createRecordTables(strapi, database),
    createMapper: (setting, columns) => mapperOf(strapi, setting, columns),
  };

  const find = async (uids: readonly string[], viewer: Viewer): Promise<HeldRow[]> => {
    const rows = (await findHeldRows(database.knex(), uids)).filter((row) => mayView(viewer, row.actorKey));
    if (rows.length < new Set(uids).size) throw notFound('held row');
    return rows;
  };
  const decide = async (rows: HeldRow[], request: DecideRequest, viewer: Viewer): Promise<DecisionsDto> => {
    const decided = await decideRows(rows, { request, actor: viewer.actor }, parts);
    (strapi.plugin('external-contacts').service('runner') as unknown as Runner).announce();
    return decided;
  };

  return {
    /** `withValues`: which records are in question, and what they say, is for those who may view contacts. */
    async list({ job: uid, page = 1, pageSize = 25, ...filter }: HeldRowQuery, viewer: Viewer, { withValues }: { withValues: boolean }): Promise<Page<HeldRowDto>> {
      const job = uid === undefined ? null : await store.find(uid);
      if (uid !== undefined && (job === null || !mayView(viewer, actorKey(job.actor)))) throw notFound('job');
      const { rows, total } = await listHeldRows(database.knex(), {
        ...filter, page, pageSize,
        ...(job === null ? {} : { jobId: job.id }),
        ...(viewer.all ? {} : { actorKey: actorKey(viewer.actor) }),
      });
      const results = await showHeldRows(rows, { withValues, parts });
      return { results, pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total } };
    },

    decide: async (id: string, request: DecideRequest, viewer: Viewer) => decide(await find([id], viewer), request, viewer),
    decideMany: async ({ ids, decision }: DecideManyRequest, viewer: Viewer) => decide(await find(ids, viewer), { decision }, viewer),
  };
};
