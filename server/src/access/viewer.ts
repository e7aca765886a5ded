import type { Actor } from '../contracts';

/** Who looks, and whether the jobs, files and settings of others may be seen. */
export interface Viewer {
  actor: Actor;
  all: boolean;
}

/** "Own" means: started by the same actor. This string stands in the `actor_key` columns. */
export const actorKey = (actor: Actor): string => `${actor.kind}:${actor.id}`;

export const isOwn = (viewer: Viewer, key: string): boolean => actorKey(viewer.actor) === key;

export const mayView = (viewer: Viewer, key: string): boolean => viewer.all || isOwn(viewer, key);
