import { actorKey, type Actor } from '../contracts';

/** Who looks, and whether the jobs, files and settings of others may be seen. */
export interface Viewer {
  actor: Actor;
  all: boolean;
}

/** `key` is the `actor_key` of what is looked at. */
export const mayView = (viewer: Viewer, key: string): boolean => viewer.all || actorKey(viewer.actor) === key;
