// npm leaves packages of other platforms out of the lock when it cannot see them where the lock is made, and `npm ci` then refuses that
// lock elsewhere ("Missing: @rollup/rollup-darwin-arm64@ from lock file", npm/cli#4828). Run this after the lock has changed:
// it adds each platform's optional package at the exact version that its parent asks for.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './support.mjs';

const OS = /(?:^|[-/])(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)(?:-|$)/;
const CPU = /-(arm64|arm|x64|ia32|loong64|mips64el|ppc64|riscv64|s390x)(?:-|$)/;
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** The folder that Node would find `name` in, seen from the package at `from`; null when the lock has none. */
const locate = (packages, from, name) => {
  for (let folder = from; ; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[place]) return place;
    if (folder === '' || !folder.includes('node_modules')) return packages[`node_modules/${name}`] ? `node_modules/${name}` : null;
  }
};

const platformEntry = (name, version, { dev, devOptional, peer, engines, license }) => {
  const os = OS.exec(name)?.[1];
  const cpu = CPU.exec(name)?.[1];
  if (!os || !cpu) return null;
  const libc = name.includes('musl') ? ['musl'] : os === 'linux' && name.includes('gnu') ? ['glibc'] : undefined;
  return { version, cpu: [cpu], ...(dev && { dev }), ...(devOptional && { devOptional }), ...(peer && { peer }), ...(libc && { libc }), license, optional: true, os: [os], engines };
};

const file = path.join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
let added = 0;
for (const [place, parent] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const found = locate(lock.packages, place, name);
    if ((found && lock.packages[found].version === version) || !EXACT.test(version)) continue;
    const entry = platformEntry(name, version, parent);
    if (entry === null) continue;
    lock.packages[found ? `${place}/node_modules/${name}` : `node_modules/${name}`] = entry;
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
if (added > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms added`);
