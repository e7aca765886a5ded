import { TARGETS, UID_OF_TARGET, type Target } from '../../../server/src/contracts';

/** What a content type is as a target of imports; undefined where it is none. */
export const targetOf = (uid: string | undefined): Target | undefined => TARGETS.find((target) => UID_OF_TARGET[target] === uid);
