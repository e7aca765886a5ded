import { readConfig } from './read-config';
import { DEFAULT_CONFIG } from './plugin-config';

export const config = {
  default: DEFAULT_CONFIG,
  validator: readConfig,
};

export * from './plugin-config';
