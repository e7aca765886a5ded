import { readConfig } from './read-config';
import { DEFAULT_CONFIG } from './plugin-config';

export const config = {
  default: DEFAULT_CONFIG,
  validator: readConfig,
};

export * from './plugin-config';
export { VERSION } from './version';
export { roleOf, runsJobs } from './role-of';
