import { spawn } from 'node:child_process';
import path from 'node:path';
import type { ImportSummary } from '../../server/src/contracts';
import { PLAYGROUND } from './boot-strapi';
import type { TestDatabase } from './databases';

const BIN = path.resolve(__dirname, '../../bin/external-contacts.js');

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `npx external-contacts …` as a process of its own, on the playground and `database`. */
export const runCommand = (database: TestDatabase, ...args: string[]): Promise<CommandResult> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, ...database.env, NODE_ENV: 'production', EXTERNAL_CONTACTS_ROLE: '' };
    const child = spawn(process.execPath, [BIN, ...args, '--app', PLAYGROUND], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });

/** The one line that `--json` prints; throws with what stderr says when it is not one line. */
export const summaryOf = ({ stdout, stderr }: CommandResult): ImportSummary => {
  const lines = stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`Not one line on stdout: ${JSON.stringify(stdout)}\n${stderr}`);
  return JSON.parse(lines[0] ?? '') as ImportSummary;
};
