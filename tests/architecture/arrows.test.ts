import { readSources, type Import, type SourceFile } from './source-files';

const SERVER = 'server/src/';

/** What each folder of server/src may import, beside itself. Files directly in server/src wire everything and may import all. */
const ARROWS: Record<string, readonly string[]> = {
  contracts: [],
  domain: ['contracts'],
  formats: ['contracts', 'domain'],
  pipeline: ['contracts', 'domain'],
  jobs: ['contracts'],
  access: ['contracts', 'domain'],
  config: ['contracts'],
  'content-types': ['contracts'],
  migrations: ['contracts', 'store'],
  store: ['contracts', 'domain', 'jobs'],
  connectors: ['contracts', 'config'],
  services: ['contracts', 'domain', 'formats', 'pipeline', 'jobs', 'access', 'store', 'connectors', 'config'],
  controllers: ['services', 'contracts', 'access', 'config'],
  routes: ['services', 'contracts', 'access', 'config', 'controllers'],
  middlewares: ['services', 'contracts', 'access', 'config'],
  policies: ['services', 'contracts', 'access', 'config'],
};

/** Imports that bring no code: the store stores what the pipeline plans, so it may know its shapes. */
const TYPE_ARROWS: Record<string, readonly string[]> = { store: ['pipeline', 'access'], config: ['domain'], pipeline: ['formats'] };

const sources = readSources('server/src');
const folderOf = (file: string): string | null => {
  const [folder, rest] = file.slice(SERVER.length).split('/');
  return rest === undefined || folder === undefined ? null : folder;
};

const brokenArrows = ({ file, imports }: SourceFile): string[] => {
  const from = folderOf(file);
  if (from === null) return [];
  const broken: string[] = [];
  for (const imported of imports) {
    if (imported.file === null) continue;
    const to = imported.file.startsWith(SERVER) ? folderOf(`${imported.file}/index`) : imported.file;
    if (to === from) continue;
    // The package's own description: its version is built in.
    if (from === 'config' && imported.file === 'package.json') continue;
    const allowed = imported.typeOnly ? [...(ARROWS[from] ?? []), ...(TYPE_ARROWS[from] ?? [])] : ARROWS[from] ?? [];
    if (to === null || !allowed.includes(to)) broken.push(`${file} imports ${imported.specifier}`);
  }
  return broken;
};

const outside = (files: SourceFile[], isForbidden: (imported: Import) => boolean): string[] =>
  files.flatMap(({ file, imports }) => imports.filter(isForbidden).map(({ specifier }) => `${file} imports ${specifier}`));

const within = (...folders: string[]): SourceFile[] => sources.filter(({ file }) => folders.includes(folderOf(file) ?? ''));

describe('the arrows between the folders of the server', () => {
  it('knows every folder', () => {
    const folders = new Set(sources.map(({ file }) => folderOf(file)).filter((folder) => folder !== null));

    expect([...folders].filter((folder) => ARROWS[folder] === undefined)).toEqual([]);
  });

  it('lets no file import upwards', () => {
    expect(sources.flatMap(brokenArrows)).toEqual([]);
  });

  it('keeps Strapi and the file system out of the engine and the pure parts', () => {
    const forbidden = ({ specifier, typeOnly }: Import): boolean => !typeOnly && /^(@strapi\/|(node:)?(fs|http|net|child_process)(\/|$)|knex$|koa$)/.test(specifier);

    expect(outside(within('contracts', 'domain', 'formats', 'pipeline', 'jobs'), forbidden)).toEqual([]);
  });

  it('lets contracts import no package at all, because the browser loads them', () => {
    expect(outside(within('contracts'), ({ file, typeOnly }) => file === null && !typeOnly)).toEqual([]);
  });

  it('lets only the store talk to the database', () => {
    const talks = /\bstrapi\s*\.\s*(db|documents|entityService|query)\b/;
    const talkers = sources.filter(({ file, text }) => !['store', 'migrations'].includes(folderOf(file) ?? '') && talks.test(withoutComments(text)));

    expect(talkers.map(({ file }) => file)).toEqual([]);
  });
});

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
