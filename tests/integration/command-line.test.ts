import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IMPORTER_ACTIONS } from '../../server/src/access';
import { runCommand, summaryOf } from '../support/command-line';
import { createTestDatabase, type TestDatabase } from '../support/databases';

const SETTING = {
  target: 'contacts',
  externalSource: 'CRM',
  matchBy: ['externalId'],
  fields: [
    { column: 'ID', field: 'externalId' },
    { column: 'Last name', field: 'lastName' },
    { column: 'E-mail', field: 'workEmail' },
  ],
};

describe('the command line', () => {
  let database: TestDatabase;
  let folder: string;

  const fileOf = (name: string, content: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const settingOf = (name: string, setting: object): string => fileOf(name, JSON.stringify(setting));

  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
    folder = mkdtempSync(path.join(tmpdir(), 'ec-command-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  });

  it('explains itself without booting anything', async () => {
    const { code, stdout } = await runCommand(database, '--help');

    expect({ code, usage: stdout.startsWith('Usage: external-contacts') }).toEqual({ code: 0, usage: true });
  });

  it.each([
    ['an unknown command', ['frobnicate'], /Unknown command: frobnicate/],
    ['an unknown option', ['import', 'x.csv', '--colour'], /--colour/],
    ['a missing file', ['import', 'missing.csv', '--setting', 'CRM'], /No such file/],
    ['a missing setting', ['import', __filename], /Which setting/],
    ['a fix without a file', ['fix', 'job1'], /Which job, and which file/],
    ['a role that is not ready-made', ['create-role', 'boss'], /create-role importer\|coordinator/],
    ['an export of nothing known', ['export', 'planets'], /No target planets/],
    ['a purge without --yes', ['purge'], /Say it with --yes/],
    ['an erasure without --yes', ['erase', 'somebody'], /Say it with --yes/],
  ])('refuses %s with a sentence and exit code 1', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await runCommand(database, ...args);

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('prints a template and nothing else', async () => {
    const { code, stdout } = await runCommand(database, 'template', 'contacts');

    expect(code).toBe(0);
    expect(stdout.split(/\r?\n/)[0]).toContain('Last');
    expect(stdout).not.toMatch(/info|warn/);
  });

  it('imports good rows, reports bad ones, and ends with 2', async () => {
    const file = fileOf('people.csv', 'ID,Last name,E-mail\n1,Novák,novak@example.com\n2,Bad,not an address\n3,Šustr,sustr@example.com\n');

    const result = await runCommand(database, 'import', file, '--setting', settingOf('once.json', SETTING), '--create-source', '--yes', '--json');

    expect(summaryOf(result)).toMatchObject({
      status: 'completed-with-errors', rows: 3, created: 2, invalid: 1,
      issues: [{ row: 2, line: 3, column: 'E-mail', code: 'email.invalid', severity: 'error' }],
    });
    expect(result.code).toBe(2);
  });

  it('finds the same rows unchanged the second time, and ends with 0', async () => {
    const file = fileOf('again.csv', 'ID,Last name,E-mail\n1,Novák,novak@example.com\n3,Šustr,sustr@example.com\n');

    const result = await runCommand(database, 'import', file, '--setting', settingOf('once.json', SETTING), '--yes', '--json');

    expect(summaryOf(result)).toMatchObject({ status: 'completed', rows: 2, created: 0, unchanged: 2 });
    expect(result.code).toBe(0);
  });

  it('imports nothing without --yes where nobody can be asked, and goes on with resume', async () => {
    const file = fileOf('later.csv', 'ID,Last name,E-mail\n9,Later,later@example.com\n');

    const waiting = await runCommand(database, 'import', file, '--setting', settingOf('once.json', SETTING), '--json');
    const { job, status, created } = summaryOf(waiting);
    const resumed = await runCommand(database, 'resume', job, '--yes', '--json');

    expect({ code: waiting.code, status, created }).toEqual({ code: 1, status: 'validated', created: 0 });
    expect({ code: resumed.code, ...summaryOf(resumed) }).toMatchObject({ code: 0, job, status: 'completed', created: 1 });
  });

  it('saves a setting that has a name, and finds it by that name', async () => {
    const file = fileOf('named.csv', 'ID,Last name,E-mail\n1,Novák,novak@example.com\n');

    const first = await runCommand(database, 'import', file, '--setting', settingOf('named.json', { ...SETTING, name: 'People' }), '--yes', '--json');
    const second = await runCommand(database, 'import', file, '--setting', 'People', '--yes', '--json');

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(summaryOf(second)).toMatchObject({ status: 'completed', unchanged: 1 });
  });

  it('ends a validation alone with 2 when rows are invalid, and writes nothing', async () => {
    const file = fileOf('check.csv', 'ID,Last name,E-mail\n20,Good,good@example.com\n21,Bad,bad\n');

    const result = await runCommand(database, 'import', file, '--setting', settingOf('once.json', SETTING), '--validate-only', '--json');

    expect(summaryOf(result)).toMatchObject({ status: 'validated', created: 0 });
    expect(result.code).toBe(2);
  });

  it('confirms a finished job from the file and the database alone', async () => {
    const file = fileOf('verified.csv', 'ID,Last name,E-mail\n30,Verified,verified@example.com\n');
    const { job } = summaryOf(await runCommand(database, 'import', file, '--setting', settingOf('once.json', SETTING), '--yes', '--json'));

    const { code, stdout } = await runCommand(database, 'verify', job, '--json');

    expect({ code, ok: (JSON.parse(stdout) as { ok: boolean }).ok }).toEqual({ code: 0, ok: true });
  });

  it('takes a corrected errors.csv back into its job, and needs no setting for it', async () => {
    const file = fileOf('mend.csv', 'ID,Last name,E-mail\n40,Good,good40@example.com\n41,Bad,bad\n42,Worse,worse\n');
    const { job } = summaryOf(await runCommand(database, 'import', file, '--setting', settingOf('once.json', SETTING), '--yes', '--json'));

    const fixed = await runCommand(database, 'fix', job, fileOf('first.csv', `ID,Last name,E-mail,import:job,import:row\n41,Bad,bad41@example.com,${job},2\n`), '--yes', '--json');
    const joined = await runCommand(database, 'import', fileOf('second.csv', `ID,Last name,E-mail,import:job,import:row\n42,Worse,worse42@example.com,${job},3\n`), '--yes', '--json');

    expect(summaryOf(fixed)).toMatchObject({ job, status: 'completed-with-errors', created: 2, invalid: 1 });
    expect(summaryOf(joined)).toMatchObject({ job, status: 'completed', rows: 3, created: 3, invalid: 0 });
    expect([fixed.code, joined.code]).toEqual([2, 0]);
  });

  it('retries nothing where nothing is left over', async () => {
    const file = fileOf('retry.csv', 'ID,Last name,E-mail\n50,Done,done@example.com\n');
    const { job } = summaryOf(await runCommand(database, 'import', file, '--setting', settingOf('once.json', SETTING), '--yes', '--json'));

    const { code, stdout, stderr } = await runCommand(database, 'retry', job, '--yes');

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^[a-z.-]+: /mu);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('resumes what was not finished, and says when there is nothing', async () => {
    const { code, stderr } = await runCommand(database, 'resume', '--yes');

    expect({ code, isIdle: stderr.includes('Nothing to resume.') }).toEqual({ code: 0, isIdle: true });
  });

  it('exports what can be imported again, to a file or to standard output', async () => {
    const output = path.join(folder, 'export.csv');

    const written = await runCommand(database, 'export', 'contacts', '--source', 'CRM', '--output', output);
    const printed = await runCommand(database, 'export', 'contacts', '--source', 'crm');
    const again = await runCommand(database, 'import', output, '--setting', settingOf('suggested.json', { target: 'contacts', externalSource: 'CRM' }), '--yes', '--json');

    expect([written.code, written.stdout, printed.code]).toEqual([0, '', 0]);
    expect(readFileSync(output, 'utf8')).toBe(printed.stdout);
    expect(summaryOf(again)).toMatchObject({ status: 'completed', created: 0, updated: 0 });
    expect(summaryOf(again).unchanged).toBeGreaterThan(0);
  });

  it('makes a ready-made role, once', async () => {
    const made = await runCommand(database, 'create-role', 'importer', '--json');
    const again = await runCommand(database, 'create-role', 'importer');

    expect({ code: made.code, role: JSON.parse(made.stdout) as unknown }).toEqual({
      code: 0,
      role: { id: expect.any(String) as string, name: 'External contacts importer', rights: IMPORTER_ACTIONS },
    });
    expect({ code: again.code, stdout: again.stdout }).toEqual({ code: 1, stdout: '' });
    expect(again.stderr).toMatch(/^role\.exists: /mu);
  });

  it('refuses to act for somebody who is no active administrator', async () => {
    const file = fileOf('as.csv', 'ID,Last name,E-mail\n1,Novák,novak@example.com\n');

    const { code, stderr } = await runCommand(database, 'import', file, '--setting', settingOf('once.json', SETTING), '--as', 'nobody@example.com', '--yes');

    expect(code).toBe(1);
    expect(stderr).toContain('No active administrator nobody@example.com');
  });
});
