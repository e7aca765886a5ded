import type { Core } from '@strapi/strapi';
import type { PluginConfig } from '../../server/src/config';
import { createRunner, type Runner } from '../../server/src/services/runner/create-runner';
import type { TestApp } from './boot-strapi';

/** No lane looks by itself a second time: what is done was announced. */
export const NEVER_MS = 2 ** 30;

export interface Node extends Runner {
  /** The first part of its leases' owner. */
  host: string;
  /** Warnings and errors that it has logged. */
  complaints: string[];
}

/** Several runners in this process, each of which takes the others for processes of other machines. */
export const createNodes = (app: () => TestApp) => {
  const running: Node[] = [];
  let count = 0;

  const add = (config: Partial<PluginConfig>, pollMs = NEVER_MS): Node => {
    const { strapi } = app();
    const own = strapi.config.get<PluginConfig>('plugin::external-contacts');
    const complaints: string[] = [];
    const log = { ...silent, warn: (text: string) => complaints.push(text), error: (text: string) => complaints.push(text) };
    const get = (name: string, fallback?: unknown): unknown => (name === 'plugin::external-contacts' ? { ...own, ...config } : strapi.config.get(name, fallback));
    const host = Object.create(strapi, { log: { value: log }, config: { value: { ...strapi.config, get } } }) as Core.Strapi;
    const self = { host: `node-${(count += 1)}`, pid: 1, boot: 'first', isAlive: () => true };
    const node: Node = { ...createRunner({ strapi: host }, { self, pollMs }), host: self.host, complaints };
    running.push(node);
    return node;
  };

  return {
    add,
    /** A node whose lanes run. */
    start: (config: Partial<PluginConfig>, pollMs?: number): Node => {
      const node = add(config, pollMs);
      node.start();
      return node;
    },
    stopAll: async (): Promise<void> => {
      await Promise.all(running.splice(0).map((node) => node.stop()));
    },
  };
};

const silent = { info: () => {}, debug: () => {} };

/** Waits for what other nodes do; Jest's own limit ends it when they never do. */
export const until = async <T>(ask: () => Promise<T>, isDone: (answer: T) => boolean): Promise<T> => {
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
