import { databaseProblem } from '../../../server/src/jobs/database-errors';

const withCode = (code: string, more: object = {}): Error => Object.assign(new Error('a statement - what the driver says'), { code, ...more });

describe('what to do about a database error', () => {
  it.each(['40P01', 'ER_LOCK_DEADLOCK', 'SQLITE_BUSY', '57P01', '08006', 'ECONNRESET', 'EAI_AGAIN', 'ER_DISK_FULL', 'SQLITE_IOERR_WRITE'])('tries %s again', (code) => {
    expect(databaseProblem(withCode(code))).toBe('transient');
  });

  it.each(['23505', '22001', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_TOOBIG'])('looks for the row that %s refuses', (code) => {
    expect(databaseProblem(withCode(code))).toBe('refused');
  });

  it('reads the SQLSTATE of MariaDB, whose codes are names', () => {
    expect(databaseProblem(withCode('ER_DUP_ENTRY', { sqlState: '23000' }))).toBe('refused');
    expect(databaseProblem(withCode('ER_BAD_FIELD_ERROR', { sqlState: '42S22' }))).toBeNull();
  });

  it('takes a connection that broke under a query for a database that is away', () => {
    expect(databaseProblem(new Error('select 1 - Connection terminated unexpectedly'))).toBe('transient');
    expect(databaseProblem(Object.assign(new Error("Can't add new command when connection is in closed state"), { fatal: true }))).toBe('transient');
  });

  it.each([new TypeError('x is not a function'), withCode('42703'), withCode('SQLITE_ERROR'), null, 'text'])('takes anything else for a defect: %s', (error) => {
    expect(databaseProblem(error)).toBeNull();
  });
});
