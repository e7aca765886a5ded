import fc from 'fast-check';
import type { TestApp } from '../../support/boot-strapi';
import { csv } from '../../support/imports';
import { createUndoer } from '../../support/undo';

/** Few values, so that rows meet each other and what is there in every way. */
const cell = (...values: string[]) => fc.constantFrom('', ...values);
const line = fc
  .tuple(cell('A', 'B', 'C'), cell('Novák', 'Dvořák'), cell('a@example.com', 'b@example.com', 'c@example.com'), cell('+420777000001', '+420777000002'), cell('Boss'), cell('O1', 'O2'))
  .map(([id, name, email, phone, title, organization]) => [id, name, email, phone, title, organization, organization === '' ? '' : `Org ${organization}`].join(','));
const fileOf = (...lines: string[]): string => csv('externalId,lastName,workEmail,cellPhone,title,organization.externalId,organization.name', ...lines);
const file = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => fileOf(...lines));
/** Two e-mails change places on the record that takes another in, and with them their keys. */
const SWAPPED: [string, string, string, 'merge-all'] = [
  fileOf(',,,+420777000002,,,', ',,,+420777000001,,,', ',,a@example.com,,,,', ',,c@example.com,+420777000001,,,'),
  fileOf(',,a@example.com,+420777000001,,,'),
  fileOf('C,Dvořák,b@example.com,+420777000001,,,', 'C,,c@example.com,+420777000002,,O1,Org O1', ',Dvořák,c@example.com,,,,', 'A,,b@example.com,+420777000001,Boss,O2,Org O2'),
  'merge-all',
];
const mode = fc.constantFrom<'update-first' | 'merge-all'>('update-first', 'merge-all');

export default (app: () => TestApp): void => {
  const { importer, undo, dump, reset, addTicket } = createUndoer(app);

  it('gives the database before it, whatever was imported, in reverse order', async () => {
    const check = async (initial: string, first: string, second: string, mergeMode: string): Promise<void> => {
      await reset();
      const setting = { matchBy: ['externalId', 'workEmail', 'cellPhone'], mergeMode } as never;
      await importer.import(initial, { ...(setting as object), mergeMode: 'update-first' } as never);
      for (const { documentId } of await importer.contacts()) await addTicket(documentId);
      const moments = [await dump()];
      const jobs = [await importer.import(first, setting)];
      moments.push(await dump());
      jobs.push(await importer.import(second, setting));
      for (const [index, job] of [...jobs.entries()].reverse()) {
        const { created = 0, updated = 0, merged = 0 } = job.outcome ?? {};
        if (created + updated + merged > 0) expect(await undo(job)).toMatchObject({ state: 'undone', undo: { kept: 0, cannot: 0, organizationsKept: 0 } });
        expect(await dump()).toEqual(moments[index]);
      }
    };

    await fc.assert(fc.asyncProperty(file, file, file, mode, check), { examples: [SWAPPED], numRuns: Number(process.env['UNDO_RUNS'] ?? 12), interruptAfterTimeLimit: 60_000 });
  }, 120_000);
};
