// What the scripts share. Node's own modules only: on a fresh clone, nothing is installed when this file is loaded.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
export const playground = path.join(root, 'playground');

/** No script of ours talks to anybody outside. */
export const quietEnv = { STRAPI_TELEMETRY_DISABLED: 'true', npm_config_update_notifier: 'false' };

export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs a command to its end and resolves with the exit code. `quiet` keeps its output back and shows it only when the command fails;
 * `stdout: 'drop'` is for programs that print a report there which we read from a file.
 */
export const run = (command, args, { cwd = root, env = {}, quiet = false, stdout = 'inherit' } = {}) =>
  new Promise((resolve, reject) => {
    const output = quiet ? ['pipe', 'pipe'] : [stdout === 'drop' ? 'ignore' : stdout, 'inherit'];
    const child = spawn(command, args, { cwd, env: { ...process.env, ...quietEnv, ...env }, stdio: ['ignore', ...output] });
    const kept = [];
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(kept));
      resolve(code ?? 1);
    });
  });

/** What an install is made from. Its fingerprint lies in node_modules, so that a touched file alone does not install anew. */
const lockFingerprint = () => createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
const stamp = path.join(root, 'node_modules', '.external-contacts-install');
const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockFingerprint();

/** `npm ci` when node_modules is absent or made from another lock file. Two scripts at once do not install into each other. */
export const install = async () => {
  if (isInstalled()) return;
  const mutex = path.join(root, '.tmp', 'installing');
  mkdirSync(path.dirname(mutex), { recursive: true });
  try {
    mkdirSync(mutex);
  } catch {
    console.error(`Waiting for another install (if there is none, remove ${path.relative(root, mutex)})…`);
    while (existsSync(mutex)) await new Promise((resolve) => setTimeout(resolve, 1_000));
    return install();
  }
  process.once('exit', () => rmSync(mutex, { recursive: true, force: true }));
  try {
    const started = Date.now();
    console.error('Installing (npm ci)…');
    const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) throw new Error(`npm ci ended with code ${code}`);
    writeFileSync(stamp, lockFingerprint());
    console.error(`Installed in ${seconds(started)}`);
  } finally {
    rmSync(mutex, { recursive: true, force: true });
  }
};

/** Does anything listen there? */
export const listens = (port, host = '127.0.0.1') =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host, timeout: 2_000 });
    const end = (answer) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
