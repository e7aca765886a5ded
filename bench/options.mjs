// The arguments of the benchmark, checked before anything is started.
import { parseArgs } from 'node:util';

export const KINDS = ['sqlite', 'postgres', 'mysql'];
export const SCENARIOS = ['create'];

/** Below 1,000 rows the start of each phase is all that would be measured; ten million is where the generator's phone numbers end. */
const ROWS = { least: 1_000, most: 10_000_000 };

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

const parse = (args) => {
  try {
    return parseArgs({
      args,
      options: {
        rows: { type: 'string', default: '100000' },
        db: { type: 'string', default: 'sqlite' },
        scenario: { type: 'string', default: 'create' },
        json: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
};

/** `json`: nothing but the JSON line on standard output. `keep`: databases, file and log stay, and their names are printed. */
export const readOptions = (args) => {
  const values = parse(args);
  return {
    rows: readRows(values.rows),
    kind: oneOf('db', values.db, KINDS),
    scenario: oneOf('scenario', values.scenario, SCENARIOS),
    json: values.json,
    keep: values.keep,
  };
};
