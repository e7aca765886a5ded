import { audit } from './audit';
import { definitions } from './definitions';

/** Those that routes name; the guard of all requests is set up in bootstrap. */
export const middlewares = { audit, definitions };
