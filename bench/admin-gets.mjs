// A process of its own: asks as somebody who works in the panel during an import, twice a second, and times each answer.
// Arguments: server's URL, token. `stop` over the channel ends it; its last message holds all times.
import { setTimeout as wait } from 'node:timers/promises';

// Strapi itself computes 30 to 50 ms for one answer of its content manager: ten a second took as much processor time as the import (measured 2026-11).
const EVERY_MS = 500;
// The list unsorted: sorting by a column without an index costs the same with and without an import.
const ROUTES = [
  '/content-manager/collection-types/plugin::external-contacts.contact?page=1&pageSize=10',
  '/external-contacts/jobs',
];

const [url, token] = process.argv.slice(2);
const times = [];
let running = true;
process.on('message', (message) => {
  if (message === 'stop') running = false;
});

/** Node's fetch may take a connection that the server, after five idle seconds, is just closing: a browser asks again, too. */
const ask = (route) => fetch(`${url}${route}`, { headers: { authorization: `Bearer ${token}` } });
const isReset = (error) => ['ECONNRESET', 'UND_ERR_SOCKET'].includes(error.cause?.code);

const get = async (route) => {
  const started = performance.now();
  const response = await ask(route).catch((error) => {
    if (!isReset(error)) throw error;
    return ask(route);
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`GET ${route}: ${response.status}`);
  times.push({ route, ms: performance.now() - started });
};

// By the clock, not after the last answer: a client that waits for slow answers asks less often just when the server is slow.
const waiting = new Set();
const started = performance.now();
for (let count = 0; running; count += 1) {
  await wait(Math.max(0, started + count * EVERY_MS - performance.now()));
  const answer = get(ROUTES[count % ROUTES.length]).finally(() => waiting.delete(answer));
  waiting.add(answer);
}
await Promise.all(waiting);
process.send(times, () => process.exit(0));
