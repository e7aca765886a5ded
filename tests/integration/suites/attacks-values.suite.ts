import { insertRows } from '../../../server/src/store/sql/insert-rows';
import { updateRows } from '../../../server/src/store/sql/update-rows';
import type { TestApp } from '../../support/boot-strapi';
import { CONTACT, createImporter } from '../../support/imports';

/** Values that grow, hide or break out between the file and the database. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);

  beforeEach(() => importer.reset());

  it('writes and changes more at once than MariaDB takes in one statement', async () => {
    const columns = ['id', 'first_name', 'middle_name', 'last_name'].map((name) => ({ name, type: name === 'id' ? 'integer' : 'text' }));
    // 18 MB as UTF-8; max_allowed_packet is 16 MiB.
    const rows = (character: string) => Array.from({ length: 2_000 }, (_, index) => [index + 1, ...columns.slice(1).map(() => character.repeat(1_000))]);
    const set = { table: 'external_contacts_contacts', columns };
    const { db } = app().strapi;
    const client = app().database.kind;

    await db.transaction(({ trx }) => insertRows(trx, client, { ...set, rows: rows('漢') }));
    await db.transaction(({ trx }) => updateRows(trx, client, { ...set, rows: rows('語') }));

    const changed = await db.query(CONTACT).count({ where: { lastName: '語'.repeat(1_000) } });
    expect(changed).toBe(2_000);
  });

  it('keeps characters beyond the basic plane, quotes, backslashes and placeholders as they are', async () => {
    const hard = `😀 \\' " \\\\ ? :a $1 {} %s \\n ; -- /* ${'𝒳'.repeat(50)}`;

    await importer.import(`externalId,lastName\nC1,"${hard.replaceAll('"', '""')}"\n`);
    await importer.import(`externalId,lastName,city\nC1,"${hard.replaceAll('"', '""')}",x' OR '1'='1\n`);

    const [contact] = await importer.contacts();
    expect([contact?.['lastName'], contact?.['city']]).toEqual([hard, "x' OR '1'='1"]);
  });

  it('counts characters as each database does, and refuses longer values before it is asked', async () => {
    const fits = '😀'.repeat(255);

    const job = await importer.import(`externalId,department\nC1,${fits}\nC2,${fits}a\n`);

    expect(await importer.story(job)).toEqual(['created', 'invalid text.too-long']);
    expect((await importer.contacts())[0]?.['department']).toBe(fits);
  });

  it.each([
    ['composed and decomposed letters', 'C\u00e9', 'Ce\u0301', 1],
    ['compatible letters', 'K', '\u212a', 1],
    ['wide digits', 'C1', 'C\uff11', 2],
    ['letters of another script', 'paypal', 'p\u0430ypal', 2],
    ['case', 'c1', 'C1', 2],
    ['a zero-width space', 'C1', 'C\u200b1', 2],
    ['an accent, which collations forget', 'Ce', 'Cé', 2],
    ['blanks at the end', 'C1', 'C1 ', 1],
  ])('tells external IDs apart exactly but for their composition: %s', async (_title, first, second, contacts) => {
    await importer.import(`externalId,lastName\n${first},Lee\n${second},Kay\n`);

    expect(await importer.contacts()).toHaveLength(contacts);
  });

  it('says nothing of a database error but its code', async () => {
    const { log } = app().strapi;
    const written: string[] = [];
    const spy = jest.spyOn(log, 'error').mockImplementation((line: unknown) => {
      written.push(String(line));
      return log;
    });
    const job = await importer.plan('externalId,lastName\nC1,Secretname\n');
    const { knex, table } = { knex: app().strapi.db.connection, table: 'external_contacts_contact_keys' };
    await knex.schema.renameTable(table, 'away');

    const ended = await importer.run(job).finally(() => knex.schema.renameTable('away', table).finally(() => spy.mockRestore()));

    expect(ended.state).toBe('failed');
    expect(JSON.stringify(ended.error)).not.toMatch(/select|insert|external_contacts/iu);
    expect(written.join('\n')).not.toMatch(/Secretname|insert into/iu);
  });
};
