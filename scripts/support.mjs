// What the scripts share. Node's own modules only: on a fresh clone, nothing is installed when this file is loaded.
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
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

const newerThanInstall = (file, marker) => existsSync(file) && statSync(file).mtimeMs > statSync(marker).mtimeMs;

/** `npm ci` when node_modules is absent or older than the lock file. npm writes the marker at the end of an install that succeeded. */
export const install = async () => {
  const marker = path.join(root, 'node_modules', '.package-lock.json');
  if (existsSync(marker) && !newerThanInstall(path.join(root, 'package-lock.json'), marker)) return;
  const started = Date.now();
  console.error('Installing (npm ci)…');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) throw new Error(`npm ci ended with code ${code}`);
  console.error(`Installed in ${seconds(started)}`);
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
