import { version } from '../../../package.json';

/** The plugin's, as built in. */
export const VERSION: string = version;
