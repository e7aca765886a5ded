import type { HeldRows } from '../../../server/src/services/held-rows';
import type { TestApp } from '../../support/boot-strapi';
import { ANNS_VIEW, csv } from '../../support/imports';
import { createUndoer } from '../../support/undo';

/** What a job asked people, once it is taken back. */
export default (app: () => TestApp): void => {
  const { importer, undo, reset } = createUndoer(app);
  beforeEach(() => reset());

  const questions = async (): Promise<number> => {
    const heldRows = app().strapi.plugin('external-contacts').service('held-rows') as unknown as HeldRows;
    return (await heldRows.list({}, ANNS_VIEW, { withValues: false })).pagination.total;
  };

  it('asks nobody about the held rows of an import that was taken back', async () => {
    await importer.addContact({ firstName: 'Ann', lastName: 'Brown', workEmail: 'info@firm.cz' });
    const job = await importer.import(csv('firstName,lastName,workEmail', 'Cyril,Dvořák,info@firm.cz', 'Eva,Malá,eva@firm.cz'));
    expect(job.outcome).toMatchObject({ created: 1, held: 1 });
    expect(await questions()).toBe(1);

    await undo(job);

    expect(await questions()).toBe(0);
  });

  it('asks nobody about the row for whose sake an import took itself back', async () => {
    await importer.import(csv('externalId,lastName,title', 'C1,Novák,Clerk'));
    const planned = await importer.plan(csv('externalId,lastName,title', 'C2,Dvořák,', 'C1,Novák,Boss'), { onError: { policy: 'all-or-nothing' } });
    await importer.editContact('Novák', { title: 'Edited' });

    await importer.run(planned);
    await importer.step(planned.id);

    expect(await importer.get(planned.id)).toMatchObject({ state: 'undone' });
    expect(await questions()).toBe(0);
  });
};
