/**
 * What to do about a database error is decided by its code alone: SQLSTATE for PostgreSQL, ER_… for MySQL and MariaDB,
 * SQLITE_… for SQLite, E… for the network below them.
 */
export type DatabaseProblem = 'transient' | 'refused' | null;

const TRANSIENT = new Set([
  // serialisation, deadlock
  '40001', '40P01', 'ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED',
  // server going down or starting
  '57P01', '57P02', '57P03', 'ER_SERVER_SHUTDOWN', 'ER_CON_COUNT_ERROR', '53300',
  // a transaction in which nothing happened for too long: this process stood still
  '25P03', 'ER_IDLE_WRITE_TRANSACTION_TIMEOUT', 'ER_IDLE_TRANSACTION_TIMEOUT',
  // connection
  'PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'CONNECTION_ENDED',
  // disk
  '53100', 'ER_DISK_FULL', 'ER_RECORD_FILE_FULL', 'SQLITE_FULL', 'SQLITE_IOERR',
]);

/** SQLSTATE classes of data errors and constraint violations. Any other (syntax, unknown column) is our own defect. */
const REFUSED_CLASSES = ['22', '23', '54'];

/** `transient`: the same may succeed later. `refused`: the database does not take these values. null: not its error. */
export const databaseProblem = (error: unknown): DatabaseProblem => {
  const code = codeOf(error);
  if (isPoolTimeout(error) || isDeadConnection(error)) return 'transient';
  if (code === null) return null;
  if (TRANSIENT.has(code) || /^08/.test(code) || code.startsWith('SQLITE_IOERR')) return 'transient';
  if (code.startsWith('SQLITE_')) return code.startsWith('SQLITE_CONSTRAINT') || code === 'SQLITE_TOOBIG' ? 'refused' : null;
  const state = /^[0-9A-Z]{5}$/.test(code) ? code : ((error as { sqlState?: unknown }).sqlState ?? '');
  return REFUSED_CLASSES.includes(String(state).slice(0, 2)) ? 'refused' : null;
};

const codeOf = (error: unknown): string | null => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
};

const isPoolTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'KnexTimeoutError';

/**
 * node-postgres gives a connection that broke under a query no code, only these sentences (pg 8, lib/client.js): the one
 * place that has to read a message. mysql2 marks such errors as fatal.
 */
const DEAD_CONNECTION = [
  'Connection terminated', 'Connection terminated unexpectedly', 'Client has encountered a connection error and is not queryable', 'Client was closed and is not queryable',
];

/** knex puts the statement before the driver's sentence. */
const isDeadConnection = (error: unknown): boolean =>
  error instanceof Error &&
  codeOf(error) === null &&
  ((error as { fatal?: unknown }).fatal === true || DEAD_CONNECTION.some((sentence) => error.message.endsWith(sentence)));
