import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const STRAPI = '5.54.0';
export const PACKAGE = 'strapi-plugin-external-contacts';

const ENV = {
  STRAPI_TELEMETRY_DISABLED: 'true',
  npm_config_update_notifier: 'false',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_loglevel: 'error',
  CI: 'true',
} as const;

export interface FreshApp {
  folder: string;
  /** The packed plugin. */
  tarball: string;
  npm: (...args: string[]) => Promise<string>;
  /** Compiles the server, without the panel. */
  compile: () => Promise<void>;
  remove: () => void;
}

/** What `npm pack` gives, in a Strapi application as its own generator makes it: the only installation that the README names. */
export const createFreshApp = async (): Promise<FreshApp> => {
  const parent = mkdtempSync(path.join(tmpdir(), 'ec-package-'));
  const packed = await runCommand('npm', ['pack', '--silent', '--pack-destination', parent], ROOT);
  const tarball = path.join(parent, packed.trim().split('\n').pop() ?? '');
  const generator = ['--yes', `create-strapi-app@${STRAPI}`, 'app', '--no-run', '--skip-cloud', '--no-example', '--no-git-init', '--typescript', '--no-install', '--dbclient', 'sqlite', '--use-npm'];
  await runCommand('npx', generator, parent);
  const folder = path.join(parent, 'app');
  const npm = (...args: string[]): Promise<string> => runCommand('npm', args, folder);
  return {
    folder,
    tarball,
    npm,
    compile: async () => {
      await runCommand(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'], folder);
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
};

/** A host application grows: a new content type changes the schema, so that Strapi compares all tables at the next start. */
export const addContentType = (folder: string, name: string): void => {
  const api = path.join(folder, 'src/api', name);
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(api, file)), { recursive: true });
    writeFileSync(path.join(api, file), text);
  };
  const schema = {
    kind: 'collectionType',
    collectionName: `${name}s`,
    info: { singularName: name, pluralName: `${name}s`, displayName: name },
    options: { draftAndPublish: false },
    attributes: { title: { type: 'string' } },
  };
  write(`content-types/${name}/schema.json`, JSON.stringify(schema));
};

const runCommand = (command: string, args: string[], cwd: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...withoutOurs(process.env), ...ENV }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with code ${code}\n${(output + errors).slice(-4_000)}`));
    });
  });

/** Jest and `npm test` leave variables that change how npm and Strapi behave. */
export const withoutOurs = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(npm_(package|lifecycle|command|execpath|node|config_(local_prefix|workspace))|NODE_ENV$|NODE_OPTIONS$|DATABASE_|INIT_CWD$|EXTERNAL_CONTACTS_)/.test(name)));
