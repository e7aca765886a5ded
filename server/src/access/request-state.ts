import type { Viewer } from './viewer';

/** The little that access reads of a Koa context, so that it needs no HTTP types. */
export interface RequestContext {
  state: RequestState;
}

export interface RequestState {
  auth?: { strategy?: { name?: string }; credentials?: Credentials | null; ability?: Ability | null };
  user?: Credentials;
  userAbility?: Ability;
  route?: { info?: { type?: string } };
  viewer?: Viewer;
}

export interface Credentials {
  id: number | string;
  name?: string;
  username?: string | null;
  firstname?: string | null;
  lastname?: string | null;
  /** Of a content-API token: `full-access`, `read-only` or `custom`. */
  type?: string;
}

export interface Ability {
  can(action: string, subject?: string, field?: string): boolean;
}
