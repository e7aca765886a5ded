import { PLUGIN_ID } from '../plugin-id';

/** Translations of all plugins share one namespace; ours stand under `external-contacts.`. */
export const prefixKeys = (messages: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(messages).map(([key, message]) => [`${PLUGIN_ID}.${key}`, message]));
