import { setTimeout as wait } from 'node:timers/promises';
import type { JobDto } from '../../server/src/contracts';
import { bootStrapi, type TestApp } from '../support/boot-strapi';
import { createTestDatabase, type DatabaseKind, type TestDatabase } from '../support/databases';
import { emptyTables } from '../support/empty-tables';
import { startFlakyProxy, type FlakyProxy } from '../support/flaky-proxy';
import { ANNS_VIEW, createImporter } from '../support/imports';
import { SOAK } from '../crash/soak';

const ROWS = 6_000;
const CSV = ['externalId,lastName,workEmail', ...Array.from({ length: ROWS }, (_, index) => `${index + 1},Person ${index + 1},person${index + 1}@example.com`)].join('\n');
const DONE = ['completed', 'completed-with-errors', 'failed', 'cancelled'];

interface Verifier { verify(uid: string): Promise<{ ok: boolean; findings: unknown[] }> }

/** The database goes away in the middle of a job, in each of the ways in which databases do: the job waits, and goes on by itself. */
const declare = (kind: DatabaseKind, outages: (parts: () => { app: TestApp; proxy: FlakyProxy }) => Record<string, () => Promise<void>>): void => {
  const missing = process.env[`TEST_WITHOUT_${kind.toUpperCase()}`];
  if (missing !== undefined && process.env['CI'] === 'true') {
    it(`finds a server for ${kind}`, () => {
      throw new Error(missing);
    });
    return;
  }
  (missing === undefined ? describe : describe.skip)(`an outage of ${kind}`, () => {
    let database: TestDatabase;
    let proxy: FlakyProxy;
    let app: TestApp;
    const importer = createImporter(() => app);
    const parts = () => ({ app, proxy });

    beforeAll(async () => {
      database = await createTestDatabase(kind);
      const port = Number(database.env['DATABASE_PORT'] ?? 0);
      proxy = await startFlakyProxy({ host: database.env['DATABASE_HOST'] ?? '127.0.0.1', port });
      const through: Record<string, string> = kind === 'sqlite' ? {} : { DATABASE_HOST: '127.0.0.1', DATABASE_PORT: String(proxy.port) };
      // Small slices, so that a small import has many commits; the shortest lease that is allowed.
      app = await bootStrapi({ ...database, env: { ...database.env, ...through } }, { EXTERNAL_CONTACTS_ROLE: 'all', EXTERNAL_CONTACTS_SLICE_MS: '10', EXTERNAL_CONTACTS_LEASE_MS: '5000' });
    });
    afterAll(async () => {
      await proxy?.comeBack();
      await app?.stop();
      await proxy?.stop();
      await database?.drop();
    });
    beforeEach(async () => {
      await emptyTables(app);
      await importer.addSource('CRM');
    });

    const reach = async (id: string, isThere: (job: JobDto) => boolean): Promise<JobDto> => {
      const untilMs = Date.now() + 90_000;
      for (;;) {
        // While the database is away, nobody can say how the job stands.
        const job = await importer.get(id).catch(() => null);
        if (job !== null && isThere(job)) return job;
        if (Date.now() > untilMs) throw new Error(`The job stands at ${JSON.stringify(job?.progress)} as ${job?.state ?? 'unknown'}`);
        await wait(50);
      }
    };

    it.each(Object.entries(outages(parts)).filter(([what]) => SOAK || !LONG.includes(what)))('%s', async (_what, outage) => {
      const { id } = await importer.create(CSV, {}, { start: 'always' });
      await reach(id, ({ progress }) => progress.phase === 'import' && progress.done > 0);

      await outage();

      const job = await reach(id, ({ state }) => DONE.includes(state));
      expect(job).toMatchObject({ state: 'completed', outcome: { created: ROWS } });
      expect((await importer.contacts()).length).toBe(ROWS);
      expect(await (app.strapi.plugin('external-contacts').service('runner') as unknown as Verifier).verify(id)).toMatchObject({ ok: true, findings: [] });
      expect((await importer.jobs().list({}, ANNS_VIEW)).results).toHaveLength(1);
    }, 120_000);
  });
};

/**
 * A server with a full disk, as far as its clients can tell: what is inserted is refused with the code that a full disk has. A disk of its own
 * would have to be mounted, which the tests may not everywhere.
 */
const DISK_IS_FULL = {
  postgres: {
    begin: `create function external_contacts_full() returns trigger as $$ begin raise exception 'no room' using errcode = '53100'; end $$ language plpgsql;
      create trigger external_contacts_full before insert on external_contacts_contacts for each statement execute function external_contacts_full()`,
    end: 'drop trigger external_contacts_full on external_contacts_contacts; drop function external_contacts_full',
    code: '53100',
  },
  mysql: {
    begin: `create trigger external_contacts_full before insert on external_contacts_contacts for each row signal sqlstate 'HY000' set mysql_errno = 1021, message_text = 'no room'`,
    end: 'drop trigger external_contacts_full',
    code: 'ER_DISK_FULL',
  },
};

/** They wait for time-outs: `npm run test:soak` has the time. */
const LONG = ['takes no connection for some seconds', 'swallows everything for longer than a lease, and then passes it on'];

const ofServers = (kind: 'postgres' | 'mysql') => (parts: () => { app: TestApp; proxy: FlakyProxy }): Record<string, () => Promise<void>> => ({
  'has no room on its disk': async () => {
    const { begin, end, code } = DISK_IS_FULL[kind];
    const { strapi } = parts().app;
    await strapi.db.connection.raw(begin);
    expect(await reasonOfPause(parts().app)).toBe(code);
    await strapi.db.connection.raw(end);
  },
  'breaks every connection again and again': async () => {
    for (let time = 0; time < 6; time += 1) {
      parts().proxy.cut();
      await wait(150);
    }
  },
  'takes no connection for some seconds': async () => {
    await parts().proxy.goAway();
    await wait(4_000);
    await parts().proxy.comeBack();
  },
  'swallows everything for longer than a lease, and then passes it on': async () => {
    parts().proxy.swallow();
    await wait(7_000);
    await parts().proxy.comeBack();
  },
  'swallows everything, and then breaks': async () => {
    parts().proxy.swallow();
    await wait(2_000);
    parts().proxy.cut();
    await parts().proxy.comeBack();
  },
});

/** Waits until the job pauses, and says why it does. */
const reasonOfPause = async ({ strapi }: TestApp): Promise<string | null> => {
  const reason = async (): Promise<string | null> => ((await strapi.db.connection('external_contacts_jobs').first('state', 'reason')) as { reason: string | null }).reason;
  for (let time = 0; (await reason()) === null; time += 1) {
    if (time > 600) throw new Error('The job did not pause');
    await wait(50);
  }
  return reason();
};

declare('postgres', ofServers('postgres'));
declare('mysql', ofServers('mysql'));
declare('sqlite', (parts) => ({
  'is a disk that is full': async () => {
    const { strapi } = parts().app;
    const pragma = (sql: string): Promise<unknown> => strapi.db.connection.raw(sql);
    const pages = async (): Promise<number> => Number(((await pragma('PRAGMA page_count')) as { page_count: number }[])[0]?.page_count);
    // No page more: what is written now finds no room.
    await pragma(`PRAGMA max_page_count = ${await pages()}`);
    expect(await reasonOfPause(parts().app)).toBe('SQLITE_FULL');
    await pragma('PRAGMA max_page_count = 4294967294');
  },
}));
