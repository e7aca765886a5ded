import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../architecture/source-files';

interface Installed { version?: string; dependencies?: Record<string, string>; peerDependencies?: Record<string, string> }
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
const { packages } = readJson('package-lock.json') as { packages: Record<string, Installed> };
const own = readJson('package.json') as Installed;
const named = (name: string): string[] => Object.entries(packages).flatMap(([where, { version = '0' }]) => (where.split('node_modules/').pop() === name ? [version] : []));

/** The first version without the hole, for each major that is still in use. An audit service cannot be asked in CI. */
const AT_LEAST: readonly [name: string, why: string, versions: readonly string[]][] = [
  ['@strapi/strapi', 'CVE-2025-64526, CVE-2026-22599, CVE-2026-22706, CVE-2026-22707, CVE-2026-27886', ['5.45.0']],
  ['@strapi/admin', 'the same', ['5.45.0']],
  ['@strapi/plugin-users-permissions', 'the same', ['5.45.0']],
  ['formidable', 'CVE-2025-46653: names that can be guessed', ['2.1.3', '3.5.3']],
  ['file-type', 'CVE-2026-31808, CVE-2026-32630: an endless loop, zips in memory', ['21.3.2']],
  ['csv-parse', 'node-csv 496 and 497: a prototype by a header', ['7.0.1']],
  ['validator', 'CVE-2025-56200: javascript: taken for an address', ['13.15.16']],
  ['papaparse', 'PapaParse 1095: an endless loop', ['5.5.3']],
  ['multer', 'CVE-2025-47944, -48997, -7338, CVE-2026-3304', ['2.1.0']],
  ['yauzl', 'sizes that lie are refused since', ['3.4.0']],
];

/** No version of these is mended, or they read what we read with less care. */
const NEVER = ['xlsx', 'csv-parser', 'adm-zip', 'unzipper', 'decompress', 'event-stream', 'flatmap-stream'];

const isBelow = (version: string, minimum: string): boolean => {
  const [left, right] = [version, minimum].map((text) => text.split('-')[0]?.split('.').map(Number) ?? []) as [number[], number[]];
  const differs = right.findIndex((part, index) => part !== left[index]);
  return differs >= 0 && (left[differs] ?? 0) < (right[differs] ?? 0);
};
/** A major that is not listed is judged by the next one that is. */
const minimumFor = (version: string, versions: readonly string[]): string => versions.find((minimum) => Number(minimum.split('.')[0]) >= Number(version.split('.')[0])) ?? versions.at(-1) ?? '0';

describe('the packages that are installed', () => {
  it.each(AT_LEAST)('have no %s with %s', (name, _why, versions) => {
    expect(named(name).filter((version) => isBelow(version, minimumFor(version, versions)))).toEqual([]);
  });

  it.each(NEVER)('have no %s', (name) => {
    expect(named(name)).toEqual([]);
  });

  it('are named exactly by the plugin, and Strapi from a version on in which what we know of is mended', () => {
    expect(Object.values(own.dependencies ?? {}).filter((range) => !/^\d+\.\d+\.\d+$/u.test(range))).toEqual([]);
    expect(isBelow((own.peerDependencies?.['@strapi/strapi'] ?? '').replace('^', ''), '5.45.0')).toBe(false);
  });
});
