import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ACTIONS } from '../../server/src/access/actions';
import { DEFAULT_CONFIG } from '../../server/src/config/plugin-config';
import { ENDPOINTS } from '../../server/src/routes/endpoints';
import { CHECKS } from '../../server/src/services/verify/findings';
import { listFiles, ROOT } from '../architecture/source-files';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const readme = read('README.md');
const rest = read('docs/rest.md');
const commandLine = read('docs/command-line.md');

/** The text below a heading, up to the next one of its level. */
const sectionOf = (page: string, heading: string): string => {
  const start = page.indexOf(`\n## ${heading}\n`);
  if (start < 0) throw new Error(`No section ${heading}`);
  const end = page.indexOf('\n## ', start + 1);
  return page.slice(start, end < 0 ? undefined : end);
};

/** Cells of all table rows, without headers and rules. `\|` stays within its cell. */
const rowsOf = (text: string): string[][] =>
  text
    .split(/\n(?!\|)/u)
    .flatMap((block) => block.split('\n').filter((line) => line.startsWith('|')).slice(block.includes('| --- |') ? 2 : 0))
    .map((line) => line.split(/(?<!\\)\|/u).slice(1, -1).map((cell) => cell.trim()));

const codeIn = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/gu)].map(([, code]) => code ?? '');
const firstWord = (text: string): string => (codeIn(text)[0] ?? '').split(' ')[0] ?? '';

const withoutFences = (page: string): string => page.replace(/^```[\s\S]*?^```$/gmu, '');

describe('the configuration table', () => {
  const { limits, ...others } = DEFAULT_CONFIG;
  const defaults = new Map<string, unknown>([...Object.entries(others), ...Object.entries(limits).map(([key, value]) => [`limits.${key}`, value] as const)]);
  const rows = rowsOf(sectionOf(readme, 'Configuration'));

  it('has exactly the keys that the plugin reads', () => {
    expect(rows.map(([key]) => firstWord(key ?? '')).sort()).toEqual([...defaults.keys()].sort());
  });

  it.each([...defaults])('gives the default of %s', (key, value) => {
    const row = rows.find(([first]) => first === `\`${key}\``);
    const shown = typeof value === 'number' ? value.toLocaleString('en') : `\`${typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)}\``;

    expect(row?.[1]?.split(' (')[0]).toBe(shown);
  });
});

describe('the permissions', () => {
  it('name exactly the rights that are registered', () => {
    const named = codeIn(sectionOf(readme, 'Permissions')).filter((code) => /^[a-z-]+\.[a-z-]+$/u.test(code));

    expect([...new Set(named)].sort()).toEqual(ACTIONS.map(({ uid }) => uid).sort());
  });
});

describe('the routes', () => {
  it('stand in the REST page with their scopes, all of them and no others', () => {
    const documented = rowsOf(sectionOf(rest, 'Routes')).map(([method = '', route = '', scope = '']) => `${method} ${codeIn(route)[0]} ${codeIn(scope)[0]}`);

    expect(documented.sort()).toEqual(ENDPOINTS.map(({ method, path: route, handler }) => `${method} ${route} ${handler}`).sort());
  });
});

describe('the command line', () => {
  const help = execFileSync(process.execPath, ['bin/external-contacts.js', '--help'], { cwd: ROOT, encoding: 'utf8' });
  const commands = [...help.matchAll(/^ {2}([\w-]+)/gmu)].map(([, command]) => command ?? '').sort();
  const commandsIn = (text: string): string[] => rowsOf(text).map(([cell = '']) => firstWord(cell)).filter((word) => /^[a-z][a-z-]*$/u.test(word)).sort();

  it('has all its commands in its page and in the README', () => {
    expect(commands.length).toBeGreaterThan(0);
    expect(commandsIn(sectionOf(commandLine, 'Commands'))).toEqual(commands);
    expect(commandsIn(sectionOf(readme, 'Command line'))).toEqual(commands);
  });

  it('has every option of its usage explained', () => {
    const explained = new Set(codeIn(sectionOf(commandLine, 'Commands')).map((code) => code.split(' ')[0]));
    const options = new Set([...help.matchAll(/--[a-z-]+/gu)].map(([option]) => option));

    expect([...options].filter((option) => !explained.has(option))).toEqual([]);
  });

  it('has each finding of verify explained', () => {
    const explained = rowsOf(sectionOf(commandLine, 'What `verify` checks')).map(([check = '']) => firstWord(check));

    expect(explained).toEqual([...CHECKS]);
  });
});

describe('links', () => {
  const pages = ['README.md', 'CHANGELOG.md', ...listFiles('docs', /\.md$/)];
  /** As GitHub makes them from headings. */
  const anchorsOf = (page: string): string[] =>
    [...withoutFences(page).matchAll(/^#+ (.+)$/gmu)].map(([, heading]) => (heading ?? '').toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-'));

  it.each(pages)('of %s lead to something that is there', (page) => {
    const text = withoutFences(read(page));
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, link]) => link ?? '').filter((link) => !/^https?:/u.test(link));

    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
      if (!existsSync(path.join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
    });

    expect(broken).toEqual([]);
  });
});
