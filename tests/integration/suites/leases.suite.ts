import type { Knex } from 'knex';
import { DEFAULT_CONFIG } from '../../../server/src/config/plugin-config';
import { LeaseLost } from '../../../server/src/jobs/control-errors';
import { advance, claimNext, fence, type Claimed, type LeaseOptions } from '../../../server/src/store/jobs/lease';
import { JOB_FORMAT } from '../../../server/src/jobs/job-format';
import { TABLES } from '../../../server/src/store/models';
import { createDatabase, type Database } from '../../../server/src/store/sql/client';
import type { TestApp } from '../../support/boot-strapi';
import { ANNS_VIEW, createImporter, csv } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const database = (): Database => createDatabase(app().strapi);
  const options = (owner: string, more: Partial<LeaseOptions> = {}): LeaseOptions => ({ owner, leaseMs: 60_000, maxCrashes: 3, isDead: () => false, parallel: DEFAULT_CONFIG.parallelImports, ...more });
  const claim = (owner: string, more: Partial<LeaseOptions> = {}): Promise<Claimed | null> => claimNext(database(), options(owner, more));
  const mustClaim = async (owner: string, more: Partial<LeaseOptions> = {}): Promise<Claimed> => {
    const claimed = await claim(owner, more);
    if (claimed === null) throw new Error('There is nothing to claim');
    return claimed;
  };
  const small = csv('externalId,lastName', 'C1,Novák');
  const queue = async (): Promise<string> => {
    const planned = await importer.plan(small);
    await importer.jobs().import(planned.id, { planHash: planned.planHash ?? '' }, ANNS_VIEW);
    return planned.id;
  };
  const expire = (uid: string) => database().knex()(TABLES.jobs).where({ uid }).update({ lease_until_ms: 1 });

  it('gives each of forty jobs to one of two hundred workers that ask at once', async () => {
    const ids = [];
    for (let count = 0; count < 40; count += 1) ids.push((await importer.create(small)).id);

    const claims = await Promise.all(Array.from({ length: 200 }, (_, index) => claim(`worker-${index}`)));

    const won = claims.filter((claimed) => claimed !== null).map(({ claim: { uid } }) => uid);
    expect([...won].sort()).toEqual([...ids].sort());
  });

  it('lets a worker whose lease was taken over write nothing', async () => {
    await importer.create(small);
    const stale = await mustClaim('stale');
    await expire(stale.claim.uid);
    const fresh = await mustClaim('fresh');
    const write = ({ claim: held }: Claimed, reason: string): Promise<void> =>
      database().transaction(async (trx) => {
        await fence(trx, database().client, held, { leaseMs: 60_000, running: ['new'] });
        await advance(trx, held, { reason });
      });

    await expect(write(stale, 'written by the dead')).rejects.toBeInstanceOf(LeaseLost);
    await write(fresh, 'written by the living');

    expect(fresh.claim.generation).toBe(stale.claim.generation + 1);
    expect((await importer.get(stale.claim.uid)).reason).toBe('written by the living');
  });

  it('takes a transaction back whose lease is lost before its end', async () => {
    await importer.create(small);
    const held = await mustClaim('held');

    const writing = database().transaction(async (trx) => {
      await fence(trx, database().client, held.claim, { leaseMs: 60_000, running: ['new'] });
      await trx('external_contacts_contacts').insert({ document_id: 'never', last_name: 'Never' });
      await trx(TABLES.jobs).where({ id: held.claim.jobId }).update({ generation: held.claim.generation + 1 });
      await advance(trx, held.claim, { importRow: 2 });
    });

    await expect(writing).rejects.toBeInstanceOf(LeaseLost);
    expect(await importer.contacts()).toEqual([]);
  });

  it('does not take a lease that runs, unless its owner is certainly dead', async () => {
    await importer.create(small);
    await mustClaim('this-host:1:a');

    expect(await claim('other')).toBeNull();
    expect(await claim('other', { isDead: (owner) => owner === 'this-host:1:a' })).not.toBeNull();
  });

  it('leaves what a newer version has stored to its workers', async () => {
    const newer = await queue();
    await database().knex()(TABLES.jobs).where({ uid: newer }).update({ format: JOB_FORMAT + 1 });

    expect(await claim('older')).toBeNull();
    const { id } = await importer.create(small);
    expect((await mustClaim('older')).claim.uid).toBe(id);
    expect((await importer.get(newer)).state).toBe('queued');
  });

  it('takes the clock of the database, whatever its own says', async () => {
    await importer.create(small);
    await mustClaim('one');

    for (const hours of [-1, 1]) {
      const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + hours * 3_600_000);
      expect(await claim('other')).toBeNull();
      now.mockRestore();
    }
  });

  it('starts no second import while one is held, even before it has begun', async () => {
    const [first, second] = [await queue(), await queue()];
    const third = (await importer.create(small)).id;

    const importing = await mustClaim('one');
    const validating = await mustClaim('two');

    expect([importing.claim.uid, validating.claim.uid]).toEqual([first, third]);
    expect(await claim('three')).toBeNull();
    expect((await importer.get(second)).state).toBe('queued');
  });

  it('goes on where the worker before it got to in the very last moment', async () => {
    if (database().client !== 'postgres') return; // Elsewhere the claim's first look locks the job already.
    await importer.create(small);
    const stale = await mustClaim('stale');
    await expire(stale.claim.uid);
    // Between the new worker's look at the job and its claim, the old one commits.
    const slow = atSelect(database(), () => database().knex()(TABLES.jobs).where({ uid: stale.claim.uid }).update({ import_row: 501 }));

    const fresh = await claimNext(slow, options('fresh'));

    expect(fresh?.job.importRow).toBe(501);
  });
};

/** The same database, but before a transaction's first `select` of its own something else happens. */
const atSelect = (database: Database, happen: () => Promise<unknown>): Database => ({
  ...database,
  transaction: (work) =>
    database.transaction((trx) =>
      work(
        new Proxy(trx, {
          get: (target, name) =>
            name === 'select'
              ? (...columns: Knex.Raw[]) => ({ first: () => happen().then(() => target.select(...columns).first()) })
              : (Reflect.get(target, name) as unknown),
        }),
      ),
    ),
});
