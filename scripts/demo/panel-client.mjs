// What the panel does, step by step, over the same HTTP routes and with the same administrator's session.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const RESTING = new Set(['validated', 'completed', 'completed-with-errors', 'failed', 'cancelled']);

/** Strapi's first administrator registers herself; the password is new each time and shown once. */
export const registerAdministrator = async (url) => {
  const email = 'admin@example.com';
  const password = `Demo-${randomBytes(9).toString('base64url')}1a`;
  const response = await fetch(`${url}/admin/register-admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, firstname: 'Demo', lastname: 'Admin' }),
  });
  if (!response.ok) throw new Error(`Cannot register an administrator: ${response.status} ${await response.text()}`);
  return { email, password };
};

export const logIn = async (url, { email, password }) => {
  const response = await fetch(`${url}/admin/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
  if (!response.ok) throw new Error(`Cannot log in: ${response.status} ${await response.text()}`);
  return panelClient(url, (await response.json()).data.token);
};

const panelClient = (url, token) => {
  const request = async (method, route, body, headers = {}) => {
    // Closed at once, as a busy server may outlast the idle time of a kept connection.
    const response = await fetch(`${url}/external-contacts${route}`, { method, headers: { authorization: `Bearer ${token}`, connection: 'close', ...headers }, body });
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
    return response;
  };
  const json = async (method, route, body) =>
    (await request(method, route, body === undefined ? undefined : JSON.stringify(body), { 'content-type': 'application/json' })).json();

  return {
    /** One stream of bytes, as the panel sends it: the server checks the rights before it reads. */
    upload: async (file) =>
      (await request('POST', `/files?name=${encodeURIComponent(path.basename(file))}`, readFileSync(file), { 'content-type': 'application/octet-stream' })).json(),
    createSource: (name) => json('POST', '/external-sources', { name, active: true, urlTemplate: null }),
    createSetting: (setting) => json('POST', '/import-settings', setting),
    createJob: (job) => json('POST', '/jobs', job),
    importJob: (id, planHash) => json('POST', `/jobs/${id}/import`, { planHash }),
    errorsCsv: async (id) => (await request('GET', `/jobs/${id}/errors.csv`)).text(),
    /** Asks until the job rests, and tells about its progress. */
    follow: async (id, tell) => {
      let last = '';
      for (;;) {
        const job = await json('GET', `/jobs/${id}`);
        const line = job.progress.phase === null ? job.state : `${job.progress.phase} ${job.progress.done}/${job.progress.total}`;
        if (line !== last) tell(line);
        last = line;
        if (RESTING.has(job.state)) return job;
        await wait(250);
      }
    },
  };
};
