'use strict';

/**
 * Preloaded into the server (`node -r`): says over the process channel how long its event loop was blocked at most, and how much
 * memory it had at most. From inside, because only there is a block seen; memory with it, because it reads the same on every system.
 */
const v8 = require('node:v8');
const vm = require('node:vm');

const TICK_MS = 10;
/** Every tenth tick: reading the memory costs tens of microseconds. */
const MEMORY_TICKS = 10;

let last = performance.now();
let maxBlockMs = 0;
let peakRss = 0;
let atPeak = null;
let ticks = 0;
let cpuAtReset = process.cpuUsage();

/** What the memory is made of at its peak: says whether V8's heap or the buffers beside it must shrink. */
const readMemory = () => {
  if (process.memoryUsage.rss() <= peakRss) return;
  atPeak = process.memoryUsage();
  peakRss = atPeak.rss;
};

setInterval(() => {
  const now = performance.now();
  maxBlockMs = Math.max(maxBlockMs, now - last - TICK_MS);
  last = now;
  ticks += 1;
  if (ticks % MEMORY_TICKS === 0) readMemory();
}, TICK_MS).unref();

const collectGarbage = () => {
  v8.setFlagsFromString('--expose-gc');
  vm.runInNewContext('gc')();
};

const answers = {
  /** The memory of the idle server, without what booting left behind: that garbage would hide a part of the import's own memory. */
  idle: () => {
    collectGarbage();
    return { rss: process.memoryUsage.rss() };
  },
  reset: () => {
    last = performance.now();
    maxBlockMs = 0;
    peakRss = 0;
    readMemory();
    cpuAtReset = process.cpuUsage();
    return {};
  },
  read: () => {
    const { user, system } = process.cpuUsage(cpuAtReset);
    readMemory();
    return { maxBlockMs, peakRss, atPeak, cpuSeconds: (user + system) / 1e6 };
  },
};

process.on('message', (message) => {
  const answer = answers[message?.probe];
  if (answer !== undefined) process.send({ probe: message.probe, ...answer() });
});
// A driver that died must not keep the server alive, nor the channel hold a server that is asked to stop.
process.channel?.unref();
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
