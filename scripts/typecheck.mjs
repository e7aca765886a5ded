// Type check of server and admin, tests, and the playground, each with its own tsconfig. Prints every failure, then ends. What one run has
// found out about unchanged files, the next one reads from .cache.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

const projects = ['tsconfig.json', 'bin/tsconfig.json', 'tests/tsconfig.json', 'playground/tsconfig.json', 'playground/src/admin/tsconfig.json'];

let failed = 0;
for (const project of projects) {
  const started = Date.now();
  const cache = `.cache/tsc/${project.replaceAll('/', '-')}.tsbuildinfo`;
  const { status } = spawnSync(process.execPath, [tsc, '--noEmit', '--incremental', '--tsBuildInfoFile', cache, '-p', project], { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${project} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
