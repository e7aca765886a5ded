import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles, ROOT } from './source-files';

const CODE = /\.(tsx?|m?js|cjs)$/;
const FOLDERS = ['server', 'admin', 'tests', 'scripts', 'bin', 'playground'];
/** House style: split at 400 lines. Tables of data may be longer. */
const MAX_LINES = 400;
const DATA_TABLES = /(translations|\/data\/|\.data\.ts$)/;

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const code = FOLDERS.flatMap((folder) => listFiles(folder, CODE));

describe('the files of the repository', () => {
  it('stay readable in one sitting', () => {
    const long = code.filter((file) => !DATA_TABLES.test(file)).map((file) => ({ file, lines: read(file).split('\n').length }));

    expect(long.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
  });

  it('are named for what they hold', () => {
    const vague = code.filter((file) => /(^|\/)(utils?|helpers?|common|misc)\.(tsx?|m?js)$/.test(file));

    expect(vague).toEqual([]);
  });

  it('are in kebab-case, components in PascalCase', () => {
    const name = /^(\.?[a-z0-9]+([-.][a-z0-9]+)*|[A-Z][A-Za-z0-9]*(\.test)?)\.(d\.ts|tsx?|m?js|cjs)$/;

    expect(code.filter((file) => !name.test(path.basename(file)))).toEqual([]);
  });

  it('name no place on somebody’s own machine', () => {
    // Written in pieces, so that this file is not its own finding.
    const places = new RegExp(`(^|[\\s'"\`(=:])/(${['wo' + 'rk', 'ro' + 'ot', 'ho' + 'me/\\w+', 'Us' + 'ers/\\w+'].join('|')})/`, 'm');
    const texts = [...FOLDERS, 'docs'].flatMap((folder) => (exists(folder) ? listFiles(folder, /\.(tsx?|m?js|cjs|json|md|css|ya?ml|csv)$/) : []));

    expect(texts.filter((file) => places.test(read(file)))).toEqual([]);
  });

  it('lock packages without the address of a registry', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/);
  });
});

const exists = (folder: string): boolean => {
  try {
    listFiles(folder, /^$/);
    return true;
  } catch {
    return false;
  }
};
