// Builds the plugin into dist/, then the playground into playground/dist (server and panel). `--server` leaves the panel out.
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { playground, root, run, seconds } from './support.mjs';

const binary = (name, file) => path.join(path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);

const step = async (name, command) => {
  const started = Date.now();
  const code = await command();
  if (code !== 0) throw new Error(`${name} failed (code ${code})`);
  console.error(`${name}: ${seconds(started)}`);
};

/** The order matters: the playground's panel is bundled with the plugin's dist/admin. */
export const build = async ({ panel = true } = {}) => {
  await step('Built the plugin', () => run(process.execPath, [binary('@strapi/sdk-plugin', 'bin/strapi-plugin.js'), 'build'], { quiet: true }));
  if (panel) {
    // Vite keeps what it prebundled from an older plugin build.
    rmSync(path.join(playground, 'node_modules', '.strapi'), { recursive: true, force: true });
    await step('Built the playground', () => run(process.execPath, [binary('@strapi/strapi', 'bin/strapi.js'), 'build'], { cwd: playground, quiet: true, env: { NODE_ENV: 'production' } }));
  } else {
    await step('Compiled the playground', () => run(process.execPath, [binary('typescript', 'bin/tsc'), '-p', playground], { cwd: root, quiet: true }));
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ panel: !process.argv.includes('--server') });
}
