import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FAILPOINTS } from '../../server/src/jobs/failpoint';
import { PLAYGROUND } from '../support/boot-strapi';
import type { DatabaseKind, TestDatabase } from '../support/databases';
import { done, killAtRandom, median, report, TEMPORARY } from './kills';
import { begin, live, type LifeResult, type Scenario } from './life';
import { onDatabase } from './on-database';
import { SOAK } from './soak';

const RANDOM_KILLS = SOAK ? 60 : 8;

/** Kills an importing application on `kind` everywhere, and compares what is left in the end with an undisturbed run. */
export const crashTests = (kind: DatabaseKind): void => {
  onDatabase(kind, 'an import that is killed', (databaseOf) => {
    let database: TestDatabase;
    let folder: string;
    let small: Scenario;
    let undisturbedSmall: LifeResult;
    beforeAll(async () => {
      database = databaseOf();
      mkdirSync(TEMPORARY, { recursive: true });
      folder = mkdtempSync(path.join(TEMPORARY, `crash-${kind}-`));
      const file = path.join(folder, 'small.csv');
      small = { journal: file, steps: [{ do: 'import', file, setting: SMALL_SETTING }], blockRows: 60 };
      writeFileSync(file, smallFile());
      undisturbedSmall = done(await live(database, small, { reset: true }));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it(`at each of ${FAILPOINTS.length} named places ends with the same data as an undisturbed one`, async () => {
      expect(undisturbedSmall.verify).toMatchObject({ ok: true, findings: [] });
      // The first time that each place is reached: the table is complete, and in order.
      expect([...new Set(undisturbedSmall.reached)]).toEqual([...FAILPOINTS]);

      const bootMs: number[] = [];
      for (const [index, at] of FAILPOINTS.entries()) {
        const life = await live(database, small, { at, reset: index === 0 });
        expect({ at, survived: life.result !== null }).toEqual({ at, survived: false });
        bootMs.push(life.bootMs);
      }
      const recovered = done(await live(database, small));

      expect(recovered.verify).toMatchObject({ ok: true, findings: [] });
      expect(recovered.dump).toEqual(undisturbedSmall.dump);
      report(kind, `${FAILPOINTS.length} failpoints, 0 violations, restart ${median(bootMs)} ms`);
    }, 600_000);

    it('leaves out the one row that kills each time, and imports the others', async () => {
      const file = path.join(folder, 'killer.csv');
      writeFileSync(file, ['externalId,lastName', ...Array.from({ length: 20 }, (_, index) => `K${index + 1},Person ${index + 1}`)].join('\n'));
      const scenario: Scenario = { journal: file, steps: [{ do: 'import', file, setting: { ...SMALL_SETTING, fields: SMALL_SETTING.fields.slice(0, 2) } }], blockRows: 60 };
      const killer = { at: 'import.slice.after-apply', maxCrashes: 3 } as const;
      for (let death = 1; death <= killer.maxCrashes; death += 1) await live(database, scenario, { ...killer, reset: death === 1 });
      // Row by row now: the eighth kills.
      await live(database, scenario, { ...killer, nth: 8 });

      const left = done(await live(database, scenario, { maxCrashes: killer.maxCrashes }));

      expect(left.verify).toMatchObject({ ok: true, findings: [], equation: '20 rows = 19 created + 1 failed' });
    }, 600_000);

    // A second process on a live SQLite file is not supported: there, the command line only enqueues.
    if (kind !== 'sqlite') {
      it('is taken over from a worker that stands still, whose late writes are refused', async () => {
        const leaseMs = 1_500;
        await live(database, small, { at: 'job.create.after-insert', reset: true });
        const sleeper = begin(database, small, { at: 'import.slice.after-commit', signal: 'SIGSTOP', leaseMs, name: 'sleeper' });
        await sleeper.stopped();

        const heir = done(await live(database, small, { leaseMs, name: 'heir' }));
        sleeper.wake();
        const awoken = done(await sleeper.ended);

        expect(heir.reached).toContain('import.slice.after-commit');
        expect(awoken.verify).toMatchObject({ ok: true, findings: [] });
        expect(awoken.dump).toEqual(undisturbedSmall.dump);
        report(kind, 'taken over from a stopped worker, 0 violations');
      }, 600_000);

      it('is shared by two processes that want the same job', async () => {
        await live(database, small, { at: 'job.create.after-insert', reset: true });

        const both = (await Promise.all(['one', 'two'].map((name) => live(database, small, { name })))).map(done);

        for (const { verify, dump } of both) expect({ verify, dump }).toMatchObject({ verify: { ok: true }, dump: undisturbedSmall.dump });
      }, 600_000);
    }

    it(`${RANDOM_KILLS} times at any moment of 20,000 rows ends with the same data as an undisturbed one`, async () => {
      const file = path.join(folder, 'large.csv');
      const scenario: Scenario = { journal: file, steps: [{ do: 'import', file, setting: crmSetting() }], blockRows: 500 };
      spawnSync(process.execPath, [path.join(PLAYGROUND, 'samples/make-contacts.mjs'), '--rows', '20000', '--out', file]);
      const first = await live(database, scenario, { reset: true });
      const undisturbed = done(first);
      expect(undisturbed.verify).toMatchObject({ ok: true, findings: [] });

      const rounds = await killAtRandom(database, scenario, { kills: RANDOM_KILLS, withinMs: first.workMs * 0.25, name: 'random' });

      expect(rounds.length).toBeGreaterThan(0);
      for (const { verify, dump } of rounds) {
        expect(verify).toMatchObject({ ok: true, findings: [] });
        expect(dump).toEqual(undisturbed.dump);
      }
      report(kind, `${RANDOM_KILLS} random kills in ${rounds.length} imports of 20,000 rows, 0 violations`);
    }, 600_000);
  });
};

const SMALL_SETTING = {
  target: 'contacts',
  externalSource: 'CRM',
  matchBy: ['externalId', 'email'],
  fields: ['externalId', 'lastName', 'workEmail', 'organization.externalId', 'organization.name'].map((field) => ({ column: field, field })),
};

/** 6 blocks: new people, later rows that change earlier ones across blocks, organizations, bad rows, identifiers that change hands. */
const smallFile = (): string => {
  const lines = ['externalId,lastName,workEmail,organization.externalId,organization.name'];
  for (let row = 0; row < 330; row += 1) {
    if (row % 11 === 10) lines.push(`C${row - 10},Changed by ${row},moved${row}@example.com,O${row % 7},Org ${row % 7}`);
    else if (row % 37 === 36) lines.push(`C${row},Bad,no address,,`);
    else if (row % 53 === 52) lines.push(`C${row},Takes over,person${row - 50}@example.com,,`);
    else lines.push(`C${row},Person ${row},person${row}@example.com,O${row % 9},Org ${row % 9}`);
  }
  return `${lines.join('\n')}\n`;
};

const crmSetting = (): object => JSON.parse(readFileSync(path.join(PLAYGROUND, 'samples/crm-contacts.json'), 'utf8')) as object;
