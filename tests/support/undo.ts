import type { JobDto, UndoPreviewDto } from '../../server/src/contracts';
import type { Undos } from '../../server/src/services/jobs/undo-jobs';
import type { TestApp } from './boot-strapi';
import { ANNS_VIEW, createImporter } from './imports';

/** Differ from write to write, and say nothing of what a record is. */
const MASKED = new Set(['id', 'updated_at', 'updated_by_id']);
const RECORDS = ['external_contacts_contacts', 'external_contacts_organizations'];
const KEYS = { external_contacts_contact_keys: 'external_contacts_contacts', external_contacts_organization_keys: 'external_contacts_organizations' };
/** Link table → which table each of its columns refers to. */
const LINKS = {
  external_contacts_contacts_organization_lnk: { contact_id: 'external_contacts_contacts', organization_id: 'external_contacts_organizations' },
  external_contacts_organizations_parent_lnk: { organization_id: 'external_contacts_organizations', inv_organization_id: 'external_contacts_organizations' },
  tickets_contact_lnk: { ticket_id: 'tickets', contact_id: 'external_contacts_contacts' },
} as const;

type Row = Record<string, unknown>;

/** Imports, undoes, and compares the directory as a whole: records in every column, relations and keys, by documentId. */
export const createUndoer = (app: () => TestApp) => {
  const importer = createImporter(app);
  const undos = (): Undos => app().strapi.plugin('external-contacts').service('undos') as unknown as Undos;
  const rowsOf = async (table: string): Promise<Row[]> => (await app().strapi.db.connection(table)) as Row[];

  const undo = async ({ id }: Pick<JobDto, 'id'>): Promise<JobDto> => {
    await undos().start(id, ANNS_VIEW);
    await importer.step(id);
    return importer.get(id);
  };

  /** Everything that an undo must give back, in a form that two moments can be compared in. */
  const dump = async (): Promise<Record<string, unknown[]>> => {
    const documents = new Map<string, Map<number, string>>();
    const all: Record<string, unknown[]> = {};
    for (const table of [...RECORDS, 'tickets']) {
      const rows = await rowsOf(table);
      documents.set(table, new Map(rows.map((row) => [Number(row['id']), String(row['document_id'])])));
      if (table !== 'tickets') all[table] = rows.map((row) => JSON.stringify(Object.entries(row).filter(([name]) => !MASKED.has(name)))).sort();
    }
    for (const [table, ends] of Object.entries(LINKS)) {
      all[table] = (await rowsOf(table)).map((row) => Object.entries(ends).map(([column, of]) => documents.get(of)?.get(Number(row[column])) ?? `gone ${of}`).join(' → ')).sort();
    }
    for (const [table, of] of Object.entries(KEYS)) {
      all[table] = (await rowsOf(table)).map(({ hash, slot, record_id: id, field, alias }) => [documents.get(of)?.get(Number(id)) ?? 'gone', hash, Number(slot) === 0 ? 'unique' : 'shared', field, Boolean(Number(alias))].join(' ')).sort();
    }
    // What contacts say in defined fields; it comes back under a new id.
    all['values'] = (await rowsOf('external_contacts_contact_values')).map(({ id: _, record_id: record, ...said }) => `${documents.get('external_contacts_contacts')?.get(Number(record)) ?? 'gone'} ${JSON.stringify(Object.entries(said).sort())}`).sort();
    return all;
  };

  return {
    importer,
    undo,
    undos,
    dump,
    preview: ({ id }: Pick<JobDto, 'id'>): Promise<UndoPreviewDto> => undos().preview(id, ANNS_VIEW),
    /** Result and undo's issue codes per row: `reversed`, `kept undo.edited-since title`. */
    undoStory: async ({ id }: Pick<JobDto, 'id'>): Promise<string[]> =>
      (await importer.rows({ id })).map(({ undo: result, issues }) =>
        [result, ...issues.filter(({ code }) => code.startsWith('undo.')).map(({ code, params }) => [code, params?.['field']].filter((part) => part !== undefined).join(' '))].join(' '),
      ),
    addTicket: async (contact: string): Promise<void> => {
      await app().strapi.documents('api::ticket.ticket' as never).create({ data: { subject: 'Help', contact } } as never);
    },
    reset: async (): Promise<void> => {
      await importer.reset();
      await app().strapi.db.query('api::ticket.ticket' as never).deleteMany({});
    },
  };
};
