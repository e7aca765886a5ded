import type { Core } from '@strapi/strapi';
import type { Viewer } from '../../access';
import { isOwnPath, isStored, notFound, type JobRowDto, type RowExplanationDto, type Target } from '../../contracts';
import { hasReportColumns } from '../../domain/values';
import { mapCorrected } from '../../pipeline/corrections/apply-corrections';
import { decidedBy, explainedHashes, explainKeys, explainMapping, type ExplainedRow } from '../../pipeline/explain';
import type { MapRow } from '../../pipeline/map';
import { findDistinctions } from '../../store/distinction-store';
import { createFileStore } from '../../store/files';
import type { JobRow } from '../../store/jobs/job-row';
import { createJobStore } from '../../store/jobs/job-store';
import { findRecord } from '../../store/records/find-record';
import { readRecordNames } from '../../store/records/read-record-names';
import { createDatabase, type Database } from '../../store/sql/client';
import { openStoredFile } from '../files/read-rows';
import { serviceOf } from '../interfaces';
import { mapperOf } from '../mapper-of';
import { createRowReader, type JobRowView } from './job-rows';

/** What a record is, or would be, under the names of its fields; `externalIds` and `organization` (documentId) beside them. */
type Result = NonNullable<RowExplanationDto['result']>;

/** How one row was read, what was looked up, and what decided: told from the stored plan, so that it tells what was decided then. */
export const createExplanations = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);
  const jobStore = createJobStore(database);
  const fileStore = createFileStore(database);

  const open = async (uid: string) => {
    const job = await jobStore.find(uid);
    const row = job === null ? null : await fileStore.findById(job.fileId);
    if (job === null || row === null) throw notFound('job');
    const file = await openStoredFile(fileStore, row);
    return { job, file, reader: await createRowReader(database, job, file) };
  };

  return {
    async row(uid: string, number: number, viewer: Viewer): Promise<RowExplanationDto> {
      // Refuses whoever may not see the job, before anything else is read.
      const dto = await serviceOf(strapi, 'jobs').row(uid, number, viewer);
      const { job, file, reader } = await open(uid);
      const view = await reader.view(number);
      if (view === null) throw notFound('row');
      const explained = await explainView(view, { job, map: mapperOf(strapi, job.setting, file.columns), database, undoGuard: hasReportColumns(file.columns) });
      const result = await resultOf(explained, fieldsOf(strapi, job.target), { strapi, database });
      const keys = explainKeys(explained);
      const names = await readRecordNames(strapi, job.target, namedRecords(dto, keys));
      return { ...dto, attempt: view.attempt, names, mapping: explainMapping(explained), keys, decidedBy: decidedBy(explained), result };
    },
  };
};

/** All that the row names, each once. */
const namedRecords = ({ record, cluster }: JobRowDto, keys: RowExplanationDto['keys']): string[] => [
  ...new Set([...(record === null ? [] : [record]), ...cluster.map((each) => each.record), ...keys.flatMap(({ records }) => records)]),
];

const fieldsOf = (strapi: Core.Strapi, target: Target): string[] =>
  serviceOf(strapi, 'targets').fields(target).filter(isStored).map(({ path }) => path).filter(isOwnPath);

/** The same as the run's own: the setting is frozen with the job. */
const explainView = async (
  { plan, parsed }: JobRowView,
  { job, map, database, undoGuard }: { job: JobRow; map: MapRow; database: Database; undoGuard: boolean },
): Promise<ExplainedRow> => {
  const { setting, target } = job;
  const candidate = mapCorrected(parsed, map);
  return {
    setting,
    undoGuard,
    original: parsed.original ?? parsed.cells,
    cells: parsed.cells,
    excluded: parsed.excluded === true,
    candidate,
    plan,
    decision: parsed.decision ?? null,
    distinctions: await findDistinctions(database, target, explainedHashes({ setting, candidate })),
  };
};

/** The record as the plan leaves it: what the plan changes, over what the record says otherwise now. */
const resultOf = async ({ plan, setting }: ExplainedRow, fields: string[], { strapi, database }: { strapi: Core.Strapi; database: Database }): Promise<Result | null> => {
  if (plan.record === null || plan.kind === 'delete') return null;
  const stored = await findRecord(strapi, database, { target: setting.target, documentId: plan.record.documentId, fields });
  const source = setting.externalSource?.id;
  const gained = [...(plan.externalId === null || source === undefined ? [] : [{ source, value: plan.externalId }]), ...(plan.merge?.externalIds ?? [])];
  const externalIds = [...(stored?.externalIds ?? []), ...gained.filter((id) => stored?.externalIds.some(({ source: own, value }) => own === id.source && value === id.value) !== true)];
  return {
    ...stored?.values,
    ...plan.values,
    ...Object.fromEntries(plan.changes.map(([field, , after]) => [field, after])),
    externalIds,
    ...(setting.target === 'contacts' ? { organization: plan.organization?.documentId ?? stored?.organization ?? null } : {}),
  };
};

export type Explanations = ReturnType<typeof createExplanations>;
