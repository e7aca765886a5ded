import type { Actor, ImportFileDto, ImportSettingInput, Issue, JobCreateRequest, JobDto, JobRowDto, Outcome, MatchItem } from '../../server/src/contracts';
import type { Jobs } from '../../server/src/services/interfaces';
import type { TestApp } from './boot-strapi';
import { emptyTables } from './empty-tables';

const ANN: Actor = { kind: 'command-line', id: 'ann', name: 'Ann' };
export const ANNS_VIEW = { actor: ANN, all: true };

interface Runner { step(only?: string): Promise<boolean> }
interface Files { upload(request: { stream: AsyncIterable<Uint8Array>; name: string; actor: Actor }): Promise<ImportFileDto> }
interface Sources { create(input: { name: string }): Promise<{ id: string }> }

/** A setting as tests write it: what is left out is what most tests need. */
export type TestSetting = Partial<Omit<ImportSettingInput, 'matchBy'>> & { matchBy?: readonly MatchItem[] };

export const CONTACT = 'plugin::external-contacts.contact' as const;
export const ORGANIZATION = 'plugin::external-contacts.organization' as const;

/** Drives real imports: the CSV goes through the services that the panel and the command line use, and the runner's steps. */
export const createImporter = (app: () => TestApp) => {
  const service = <T>(name: string): T => app().strapi.plugin('external-contacts').service(name) as unknown as T;
  const jobs = (): Jobs => service<Jobs>('jobs');

  const upload = (bytes: string | Buffer, name = 'people.csv'): Promise<ImportFileDto> => service<Files>('files').upload({ stream: once(Buffer.from(bytes as string)), name, actor: ANN });

  const create = async (bytes: string | Buffer, setting: TestSetting = {}, request: Partial<JobCreateRequest> = {}): Promise<JobDto> => {
    const file = await upload(bytes);
    // Headers of these files are field paths: each column is mapped to the field that it names.
    const fields = file.columns.map((column) => ({ column, field: column }));
    return jobs().create({ file: file.id, setting: { target: 'contacts', externalSource: 'CRM', fields, ...setting }, ...request }, ANN);
  };

  const get = (id: string): Promise<JobDto> => jobs().get(id, ANNS_VIEW);
  const step = (id: string): Promise<boolean> => service<Runner>('runner').step(id);

  /** Uploads and plans; the job then waits for its go (unless `start` says otherwise). */
  const plan = async (bytes: string | Buffer, setting: TestSetting = {}, request: Partial<JobCreateRequest> = {}): Promise<JobDto> => {
    const { id } = await create(bytes, setting, request);
    await step(id);
    return get(id);
  };

  /** Gives the go to a planned job and runs it to its end. */
  const run = async (planned: JobDto): Promise<JobDto> => {
    await jobs().import(planned.id, { planHash: planned.planHash ?? '' }, ANNS_VIEW);
    await step(planned.id);
    return get(planned.id);
  };

  const rows = async (job: Pick<JobDto, 'id'>): Promise<JobRowDto[]> => (await jobs().rows(job.id, { limit: 100_000 }, ANNS_VIEW)).rows;

  return {
    /** Nothing in the plugin's tables but the external source CRM. */
    reset: async (): Promise<void> => {
      await emptyTables(app());
      await service<Sources>('external-sources').create({ name: 'CRM' });
    },
    jobs,
    step,
    get,
    upload,
    create,
    plan,
    run,
    rows,
    addSource: (name: string): Promise<{ id: string }> => service<Sources>('external-sources').create({ name }),
    import: async (bytes: string | Buffer, setting: TestSetting = {}): Promise<JobDto> => run(await plan(bytes, setting)),
    /** Outcome and issue codes per row: `created`, `invalid email.invalid`. */
    story: async (job: Pick<JobDto, 'id'>): Promise<string[]> =>
      (await rows(job)).map(({ plan: planned, outcome, issues }) => [outcome ?? planned, ...issues.map((issue: Issue) => issue.code)].join(' ')),
    errorsCsv: async (job: Pick<JobDto, 'id'>): Promise<string> => collect((await jobs().errorsCsv(job.id, ANNS_VIEW)).lines),
    resultsCsv: async (job: Pick<JobDto, 'id'>): Promise<string> => collect((await jobs().resultsCsv(job.id, ANNS_VIEW)).lines),
    /** The contacts as db.query gives them, oldest first. */
    contacts: (where: object = {}): Promise<StoredContact[]> =>
      app().strapi.db.query(CONTACT).findMany({ where, orderBy: { id: 'asc' }, populate: ['organization'], limit: 100_000 }) as Promise<StoredContact[]>,
    organizations: (where: object = {}): Promise<StoredContact[]> =>
      app().strapi.db.query(ORGANIZATION).findMany({ where, orderBy: { id: 'asc' }, limit: 100_000 }) as Promise<StoredContact[]>,
    addContact: (data: object): Promise<StoredContact> => app().strapi.documents(CONTACT).create({ data }) as unknown as Promise<StoredContact>,
    /** A person's edit in the Content Manager. */
    editContact: async (lastName: string, data: object): Promise<void> => {
      const contact = await app().strapi.db.query(CONTACT).findOne({ where: { lastName } });
      await app().strapi.documents(CONTACT).update({ documentId: String(contact?.documentId), data });
    },
    addOrganization: (data: object): Promise<StoredContact> => app().strapi.documents(ORGANIZATION).create({ data } as never) as unknown as Promise<StoredContact>,
  };
};

export type Importer = ReturnType<typeof createImporter>;

export type StoredContact = Record<string, unknown> & {
  id: number;
  documentId: string;
  externalIds: { source: string; value: string }[] | null;
  organization?: { documentId: string; name: string } | null;
};

/** A CSV of these lines. */
export const csv = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');

/** The counts that are not zero. */
export const counted = (counts: object | null): Partial<Record<Outcome, number>> =>
  Object.fromEntries(Object.entries(counts ?? {}).filter(([, count]) => count !== 0));

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

const collect = async (lines: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const line of lines) text += line;
  return text;
};
