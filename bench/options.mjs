// The arguments of the benchmark, checked before anything is started.
import { parseArgs } from 'node:util';
import { SCENARIOS } from './scenarios.mjs';

export const KINDS = ['sqlite', 'postgres', 'mysql'];
/** Parts of a run that can be left out: at a million rows the floor takes minutes, and neither is needed to see whether an import got faster. Without `gets` nobody asks meanwhile. */
export const SKIPPABLE = ['floor', 'documents', 'gets'];

/** Below 1,000 rows the start of each phase is all that would be measured; ten million is where the generator's phone numbers end. */
const ROWS = { least: 1_000, most: 10_000_000 };
/** What `--compare` compares with: a tenth of the rows. */
export const COMPARED_SHARE = 10;

export class UsageError extends Error {}

const oneOf = (name, value, allowed) => {
  if (!allowed.includes(value)) throw new UsageError(`--${name} is one of ${allowed.join(', ')}, not ${JSON.stringify(value)}`);
  return value;
};

const readRows = (text) => {
  const rows = Number(text);
  if (!Number.isInteger(rows) || rows < ROWS.least || rows > ROWS.most) throw new UsageError(`--rows is a whole number from ${ROWS.least} to ${ROWS.most}, not ${JSON.stringify(text)}`);
  return rows;
};

/** SQLite has one process. More than this many, and the machine is what is measured. */
const MAX_WORKERS = 16;

const readWorkers = (text, kind) => {
  const workers = Number(text);
  if (!Number.isInteger(workers) || workers < 1 || workers > MAX_WORKERS) throw new UsageError(`--workers is a whole number from 1 to ${MAX_WORKERS}, not ${JSON.stringify(text)}`);
  if (workers > 1 && kind === 'sqlite') throw new UsageError('--workers needs --db postgres or mysql: one process works on an SQLite file');
  return workers;
};

const readCompare = (compare, rows) => {
  if (compare && rows < ROWS.least * COMPARED_SHARE) throw new UsageError(`--compare needs --rows of ${ROWS.least * COMPARED_SHARE} at least: it runs a tenth of them first`);
  return compare;
};

const parse = (args) => {
  try {
    return parseArgs({
      args,
      options: {
        rows: { type: 'string', default: '100000' },
        db: { type: 'string', default: 'sqlite' },
        scenario: { type: 'string', default: 'create' },
        workers: { type: 'string', default: '1' },
        skip: { type: 'string', default: '' },
        compare: { type: 'boolean', default: false },
        profile: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
};

/** docs/benchmark.md says what each of them does. */
export const readOptions = (args) => {
  const values = parse(args);
  const rows = readRows(values.rows);
  return {
    rows,
    kind: oneOf('db', values.db, KINDS),
    workers: readWorkers(values.workers, values.db),
    scenario: oneOf('scenario', values.scenario, Object.keys(SCENARIOS)),
    skip: new Set(values.skip.split(',').filter(Boolean).map((part) => oneOf('skip', part, SKIPPABLE))),
    compare: readCompare(values.compare, rows),
    profile: values.profile,
    json: values.json,
    keep: values.keep,
  };
};
