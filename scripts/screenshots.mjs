// `npm run screenshots`: builds, starts the playground on an empty SQLite database, walks through an import in a real browser, and writes the
// pictures that the README and the docs show. `--built` takes what is built already; CHROMIUM names the browser's executable.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { install, playground } from './support.mjs';

const assertPlan = (plan, expected) => {
  const wrong = Object.entries(expected).filter(([kind, count]) => plan[kind] !== count);
  if (wrong.length > 0) throw new Error(`The pictures do not show what the texts beside them say: ${wrong.map(([kind, count]) => `${kind} is ${plan[kind]} and not ${count}`).join(', ')}`);
};

const main = async () => {
  await install();
  if (!process.argv.includes('--built')) await (await import('./build.mjs')).build();
  const { startPlayground } = await import('./demo/playground-server.mjs');
  const { logIn, registerAdministrator } = await import('./demo/panel-client.mjs');
  const { openCamera } = await import('./screenshots/camera.mjs');
  const { EXPECTED_PLAN, writeSampleFiles } = await import('./screenshots/sample-files.mjs');
  const { lookAround, walkThrough } = await import('./screenshots/walk-through.mjs');

  const server = await startPlayground();
  try {
    const administrator = await registerAdministrator(server.url);
    const panel = await logIn(server.url, administrator);
    const files = writeSampleFiles(server.folder);
    const setting = JSON.parse(readFileSync(path.join(playground, 'samples', 'crm-contacts.json'), 'utf8'));
    await panel.createSource(setting.externalSource);
    const saved = await panel.createSetting(setting);
    const plan = async (file, name) => {
      const { id } = await panel.createJob({ file: (await panel.upload(file)).id, setting: saved.id, name, start: 'wait' });
      return panel.follow(id, () => {});
    };
    const october = await plan(files.before, 'CRM, October');
    await panel.importJob(october.id, october.planHash);
    await panel.follow(october.id, () => {});

    const camera = await openCamera(server.url, administrator);
    try {
      const job = await panel.follow(await walkThrough(camera, { today: files.today, settingName: setting.name }), () => {});
      assertPlan(job.plan, EXPECTED_PLAN);
      await lookAround(camera);
      await camera.writeWalkThrough('walk-through');
    } finally {
      await camera.close();
    }
  } finally {
    await server.stop();
  }
};

try {
  await main();
} catch (error) {
  console.error(error);
  process.exit(1);
}
process.exit(0);
