import type { Knex } from 'knex';
import { independentPrefix, recordsOf } from '../../pipeline/apply/independent-prefix';
import { chooseRows, isReplannable } from '../../pipeline/apply/replan-rows';
import { SliceConflict } from '../../pipeline/apply/slice-conflict';
import { mapCorrected } from '../../pipeline/corrections/apply-corrections';
import { compileMatchBy } from '../../pipeline/match/compile-match-by';
import { createPlanner, type PlanTask } from '../../pipeline/plan/create-planner';
import { keyColumns } from '../../pipeline/plan/fields-to-read';
import { createGivenBefore, type GivenBefore } from '../../pipeline/plan/given-before';
import { planBlock } from '../../pipeline/plan/plan-block';
import { notGivenYet } from '../../pipeline/plan/row-plans';
import { surveyFile, type FileSurvey } from '../../pipeline/plan/survey-file';
import type { PlanReader } from '../../pipeline/ports';
import type { Candidate, ParsedRow, PlanRow } from '../../pipeline/types';
import { findDistinctions } from '../../store/distinction-store';
import { findDecisions } from '../../store/jobs/correction-store';
import { attemptOf, type JobRow } from '../../store/jobs/job-row';
import { listPlans, readPlan } from '../../store/jobs/plan-store';
import { openJobRows, type OpenJobRows } from '../jobs/open-job-rows';
import { createPermits } from './create-permits';
import type { EngineParts } from './engine-parts';

/** Plans rows anew inside their slice's transaction, where all rows before them are written. */
export type Replan = (trx: Knex.Transaction) => Promise<ReturnType<typeof chooseRows>>;

/** What planning needs of the whole file. Read when the first slice is planned anew: most imports never do. */
interface Opened {
  file: OpenJobRows;
  task: PlanTask;
  survey: FileSurvey;
  givenBefore: GivenBefore;
  map(row: ParsedRow): Candidate;
}

/** For `onChangedSincePlan: replan`. Reads the slice's rows before its transaction begins: on SQLite nothing else could be read then. */
export const createReplans = (job: JobRow, parts: EngineParts): ((ordinal: number, stored: PlanRow[]) => Promise<Replan>) => {
  let opened: Opened | null = null;
  return async (ordinal, stored) => {
    const { file, task, survey, givenBefore, map } = (opened ??= await open(job, parts));
    const wanted = new Set(stored.filter(isReplannable).map(({ row }) => row));
    const given = await givenBefore(stored);
    const candidates = (await file.readBlock(ordinal)).filter(({ row }) => wanted.has(row)).map(map).map((each) => withoutGiven(each, given));
    return async (trx) => {
      // Before anything is read: an import beside this one would change them again between planning and writing.
      await parts.tables.reader(trx).lockRecords(job.target, idsIn(stored));
      const reader = readerIn(trx, parts);
      const { planner, finds } = createPlanner(task, { reader, survey });
      const chosen = chooseRows(stored, (await planBlock(candidates, planner, { finds, reader, breathe: () => Promise.resolve() })).rows);
      const next = chosen.rows[independentPrefix(chosen.rows).length];
      // What is planned now may merge records that neighbours in the slice write.
      if (next !== undefined) throw new SliceConflict(next.row);
      return chosen;
    };
  };
};

/** The records that these rows were to change. */
const idsIn = (rows: readonly PlanRow[]): number[] => [...new Set(rows.flatMap(recordsOf).flatMap(({ id }) => id ?? []))];

const open = async (job: JobRow, parts: EngineParts): Promise<Opened> => {
  const file = await openJobRows(parts.database, job, await parts.openFile(job.fileId));
  const correctly = (map: (row: ParsedRow) => Candidate) => (row: ParsedRow) => mapCorrected(row, map);
  const map = correctly(parts.createMapper(job.setting, file.columns));
  const task: PlanTask = {
    job: job.uid,
    setting: job.setting,
    allFields: parts.fieldsOf(job.target),
    missingRequired: parts.missingRequired(job.setting),
    decisions: await findDecisions(parts.database.knex(), job),
    mayDelete: parts.mayDelete ?? false,
    permits: createPermits(parts),
  };
  const mapKeys = correctly(parts.createMapper(keyColumns(job.setting), file.columns));
  const ports = { readBlock: (ordinal: number) => file.readBlock(ordinal), breathe: parts.breathe };
  const survey = await surveyFile({ setting: job.setting, steps: compileMatchBy(job.setting), blockCount: file.blockCount, map, mapKeys }, ports);
  const plans = await listPlans(parts.database.knex(), attemptOf(job));
  const givenBefore = createGivenBefore(job.setting, async (row) => {
    const block = plans.findLast(({ firstRow }) => firstRow <= row);
    return block === undefined ? [] : readPlan(parts.database.knex(), attemptOf(job), block.ordinal);
  });
  return { file, task, survey, givenBefore, map };
};

/** What earlier rows of the file gave stands in the database by now, where nothing tells it from what was there before. */
const withoutGiven = (candidate: Candidate, given: ReadonlyMap<number, ReadonlySet<string>>): Candidate => {
  const fields = given.get(candidate.row);
  return fields === undefined ? candidate : { ...candidate, values: notGivenYet(candidate.values, fields) };
};

/** Rows of the slice that meet each other are linked in memory; all others are in the database. */
const readerIn = (trx: Knex.Transaction, { database, tables }: EngineParts): PlanReader => ({
  ...tables.reader(trx),
  findDistinctions: (target, hashes) => (hashes.length === 0 ? Promise.resolve([]) : findDistinctions({ ...database, knex: () => trx as Knex }, target, hashes)),
  readPlan: () => Promise.resolve([]),
  ordinalOfRow: () => 0,
});
