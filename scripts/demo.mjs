// `npm run demo`: builds, starts the playground on an empty SQLite database, and imports the sample file as the wizard does.
// `npm run demo -- --exit` ends after the report; otherwise the playground stays up until Ctrl-C. `--built` takes what is built already.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { install, playground, seconds } from './support.mjs';

const sample = path.join(playground, 'samples', 'contacts-10000.csv');
const setting = path.join(playground, 'samples', 'crm-contacts.json');

const say = (line) => console.log(line);
const step = (line) => console.log(`  ${line}`);

const importSample = async (panel) => {
  const started = Date.now();
  say(`\nImporting ${path.relative(process.cwd(), sample)}`);
  const file = await panel.upload(sample);
  step(`uploaded: ${file.rows} rows, ${file.columns.length} columns, ${file.dialect.encoding}, delimiter ${JSON.stringify(file.dialect.delimiter)}`);
  const input = JSON.parse(readFileSync(setting, 'utf8'));
  await panel.createSource(input.externalSource);
  const saved = await panel.createSetting(input);
  const created = await panel.createJob({ file: file.id, setting: saved.id, name: 'Demo import', start: 'wait' });
  const validated = await panel.follow(created.id, step);
  if (validated.state !== 'validated') throw new Error(`Validation ended as ${validated.state}: ${JSON.stringify(validated.error)}`);
  step(`plan: ${counts(validated.plan)}`);
  await panel.importJob(validated.id, validated.planHash);
  const done = await panel.follow(validated.id, step);
  return { job: done, took: seconds(started) };
};

const counts = (byName) => Object.entries(byName ?? {}).filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`).join(', ');

const report = async (panel, { job, took }, folder) => {
  say(`\n${job.name}: ${job.state} in ${took}`);
  step(`${job.rows} rows: ${counts(job.outcome)}`);
  for (const [code, count] of Object.entries(job.issueCounts).sort(([, a], [, b]) => b - a)) step(`${String(count).padStart(6)}  ${code}`);
  const errors = path.join(folder, 'errors.csv');
  writeFileSync(errors, await panel.errorsCsv(job.id));
  step(`the rows that were not imported: ${errors}`);
};

const main = async () => {
  await install();
  if (!process.argv.includes('--built')) {
    const { build } = await import('./build.mjs');
    await build();
  }
  const { startPlayground } = await import('./demo/playground-server.mjs');
  const { logIn, registerAdministrator } = await import('./demo/panel-client.mjs');
  const server = await startPlayground();
  try {
    const administrator = await registerAdministrator(server.url);
    const panel = await logIn(server.url, administrator);
    const result = await importSample(panel);
    await report(panel, result, server.folder);
    say(`\nThe panel:  ${server.url}/admin\n  e-mail:   ${administrator.email}\n  password: ${administrator.password}`);
    if (!['completed', 'completed-with-errors'].includes(result.job.state)) throw new Error(`The import ended as ${result.job.state}`);
    if (process.argv.includes('--exit')) return;
    say('Ctrl-C ends the demo.');
    process.once('SIGINT', () => void server.stop());
    await server.ended;
  } finally {
    await server.stop();
  }
};

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error, error?.cause ?? '');
  process.exit(1);
}
process.exit(0);
