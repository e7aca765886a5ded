import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(__dirname, '../..');

const bench = (...args: string[]) => promisify(execFile)(process.execPath, ['bench/bench.mjs', ...args], { cwd: ROOT });

const FIGURES = [
  'rowsPerSecond', 'floorSeconds', 'ratioToFloor', 'documentServiceRowsPerSecond', 'ratioToDocumentService', 'idleRssMb', 'peakRssMb', 'adminGetP95Ms',
  'maxEventLoopBlockMs', 'storedBytes',
];

describe('the benchmark', () => {
  it('imports through a real server and ends with one line of figures, all finite and positive', async () => {
    const { stdout } = await bench('--rows', '2000', '--db', 'sqlite', '--json');

    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(1);
    const result = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    expect(result).toMatchObject({ rows: 2000, db: 'sqlite', scenario: 'create', floorMethod: expect.any(String) });
    const seconds = result['seconds'] as Record<string, unknown>;
    expect(Object.keys(seconds)).toEqual(['upload', 'plan', 'import']);
    const measured = [...Object.values(seconds), ...FIGURES.map((name) => result[name])];
    expect(measured.filter((figure) => !(Number.isFinite(figure) && Number(figure) > 0))).toEqual([]);
  });

  it('updates contacts that it has imported before, and leaves out what it is told to', async () => {
    const { stdout } = await bench('--rows', '1000', '--scenario', 'update', '--skip', 'floor,documents', '--json');

    const result = JSON.parse(stdout) as Record<string, unknown>;
    expect(result).toMatchObject({ rows: 1000, scenario: 'update', floorSeconds: null, ratioToFloor: null, documentServiceRowsPerSecond: null });
    expect(result['rowsPerSecond']).toBeGreaterThan(0);
  });

  it('refuses an argument that it does not know, in one sentence and before anything starts', async () => {
    const refused = await bench('--scenario', 'delete').catch((error: { code: number; stderr: string }) => error);

    expect(refused).toMatchObject({ code: 1, stderr: '--scenario is one of create, update, mixed, undo, undo-mixed, not "delete"\n' });
  });

  it('says which server is missing and how another is named', async () => {
    const refused = await promisify(execFile)(process.execPath, ['bench/bench.mjs', '--db', 'mysql'], {
      cwd: ROOT,
      // Port 1 is reserved: nothing listens there.
      env: { ...process.env, TEST_MYSQL_URL: 'mysql://root@127.0.0.1:1' },
    }).catch((error: { code: number; stderr: string }) => error);

    expect(refused).toMatchObject({ code: 1, stderr: 'no MariaDB at 127.0.0.1:1; TEST_MYSQL_URL names another\n' });
  });
});
