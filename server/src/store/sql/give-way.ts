import { yieldToEventLoop } from '../database';
import type { Database } from './client';

/** The longest that one pause lasts, however many requests wait: an import must get on too. */
const MAX_PAUSE_MS = 50;

interface Pool {
  numPendingAcquires(): number;
  numUsed(): number;
}

/**
 * Lets everybody else have a turn between two transactions. SQLite's run on microtasks: without a turn of the loop,
 * timers, HTTP and signals starve. And it has one connection: a request of five queries would wait for five slices, so
 * on SQLite the pause lasts until nobody waits for the connection.
 */
export const giveWay = async ({ client, knex }: Database): Promise<void> => {
  await yieldToEventLoop();
  if (client !== 'sqlite') return;
  const { pool } = (knex() as unknown as { client: { pool: Pool } }).client;
  const untilMs = performance.now() + MAX_PAUSE_MS;
  while ((pool.numPendingAcquires() > 0 || pool.numUsed() > 0) && performance.now() < untilMs) await yieldToEventLoop();
};
