export const PLUGIN_ID = 'external-contacts';
/** Where the plugin's pages stand in the admin panel's router (its basename is /admin). */
export const PLUGIN_PATH = `/plugins/${PLUGIN_ID}`;
/** Where the plugin's admin routes answer. */
export const API_PATH = `/${PLUGIN_ID}`;
