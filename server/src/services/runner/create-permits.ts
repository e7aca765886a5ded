import { WritePermits } from '../../pipeline/plan/write-permits';
import type { EngineParts } from './engine-parts';

/** null for nearly everybody: nothing is then checked, row by row or block by block. */
export const createPermits = ({ limits = null, matcher }: Pick<EngineParts, 'limits' | 'matcher'>): WritePermits | null => (limits === null ? null : new WritePermits(limits, matcher));
