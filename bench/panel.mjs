// What the panel does, over the same routes and with an administrator's session.
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const ADMINISTRATOR = { email: 'admin@example.com', password: 'Benchmark-1-only-here', firstname: 'Bench', lastname: 'Mark' };
const RESTING = new Set(['validated', 'completed', 'completed-with-errors', 'failed', 'cancelled', 'undone']);
/** As the panel asks while a job runs: twice a second is enough, the times come from the job itself. */
const POLL_MS = 500;

const readJson = async (response, what) => {
  if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`);
  return response.json();
};

const post = (url, body) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export const openPanel = async (url) => {
  await readJson(await post(`${url}/admin/register-admin`, ADMINISTRATOR), 'Registering an administrator');
  const { email, password } = ADMINISTRATOR;
  const { token } = (await readJson(await post(`${url}/admin/login`, { email, password }), 'Logging in')).data;
  const authorization = `Bearer ${token}`;

  const call = async (method, route, body) =>
    readJson(
      await fetch(`${url}/external-contacts${route}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
      `${method} ${route}`,
    );

  return {
    token,
    createSource: (name) => call('POST', '/external-sources', { name, active: true, urlTemplate: null }),
    createSetting: (setting) => call('POST', '/import-settings', setting),
    createJob: (job) => call('POST', '/jobs', job),
    undoJob: (job) => call('POST', `/jobs/${job.id}/undo`, {}),
    importJob: (job) => call('POST', `/jobs/${job.id}/import`, { planHash: job.planHash }),
    upload: async (file) =>
      readJson(
        await fetch(`${url}/external-contacts/files?name=${encodeURIComponent(path.basename(file))}`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/octet-stream', 'content-length': String(statSync(file).size) },
          body: createReadStream(file),
          duplex: 'half',
        }),
        'Uploading',
      ),
    /** Resolves with the job once it waits for a person or has ended; `after`: a state that it is still to leave. */
    follow: async (id, { after = null } = {}) => {
      for (;;) {
        const job = await call('GET', `/jobs/${id}`);
        if (RESTING.has(job.state) && job.state !== after) return job;
        await wait(POLL_MS);
      }
    },
  };
};
