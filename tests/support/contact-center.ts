import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ForeignTarget, JobDto } from '../../server/src/contracts';
import type { Exports } from '../../server/src/services/exports';
import type { TestApp } from './boot-strapi';
import { createImporter, type TestSetting } from './imports';

const SAMPLES = path.resolve(__dirname, '../../playground/samples/contact-center');

type Row = Record<string, unknown> & { id: number; documentId: string };
interface Query {
  findMany(query?: object): Promise<Row[]>;
  deleteMany(query: object): Promise<unknown>;
}
interface Documents {
  create(params: object): Promise<Row>;
  update(params: object): Promise<Row>;
}

/** The object types of the playground, in the order in which they can be imported, with a sample file of each. */
export const OBJECTS: { name: string; target: ForeignTarget; sample: string }[] = readdirSync(SAMPLES)
  .filter((file) => file.endsWith('.csv'))
  .sort()
  .map((file) => ({ file, name: file.replace(/^\d+-|\.csv$/g, '') }))
  .map(({ file, name }) => ({ name, target: uidOf(singular(name)), sample: readFileSync(path.join(SAMPLES, file), 'utf8') }));

function singular(plural: string): string {
  return plural.replace(/ies$/, 'y').replace(/s$/, '');
}
function uidOf(name: string): ForeignTarget {
  return `api::contact-center.${name}`;
}

/** Imports into, and looks into, the playground's foreign types. */
export const createContactCenter = (app: () => TestApp) => {
  const importer = createImporter(app);
  const query = (name: string): Query => app().strapi.db.query(uidOf(name) as never) as unknown as Query;
  const documents = (name: string): Documents => app().strapi.documents(uidOf(name) as never) as unknown as Documents;
  /** Without `fields`: the mapping that is suggested. */
  const settingOf = (name: string, setting: TestSetting): TestSetting => ({ target: uidOf(name), externalSource: null, fields: undefined as never, ...setting });

  return {
    importer,
    query,
    documents,
    plan: (name: string, bytes: string, setting: TestSetting = {}): Promise<JobDto> => importer.plan(bytes, settingOf(name, setting)),
    import: (name: string, bytes: string, setting: TestSetting = {}): Promise<JobDto> => importer.import(bytes, settingOf(name, setting)),
    all: (name: string, populate: string[] = []): Promise<Row[]> => query(name).findMany({ orderBy: { id: 'asc' }, populate }),
    exported: async (name: string): Promise<string> => {
      const exports = app().strapi.plugin('external-contacts').service('exports') as unknown as Exports;
      let text = '';
      for await (const chunk of (await exports.csv(uidOf(name))).lines) text += chunk;
      return text;
    },
    /** No objects, and nothing in the plugin's tables. */
    reset: async (): Promise<void> => {
      await importer.reset();
      for (const { target } of [...OBJECTS].reverse()) await app().strapi.db.query(target as never).deleteMany({});
    },
  };
};

export type ContactCenter = ReturnType<typeof createContactCenter>;
