import type { DatabaseKind } from '../support/databases';

/** `npm run test:soak`: everything, for as long as it takes. `npm test` has minutes. */
export const SOAK = process.env['SOAK'] === '1';

const KINDS: readonly DatabaseKind[] = ['sqlite', 'postgres', 'mysql'];

/** In `npm test` each database takes every third, so that the three of them take all. */
export const shareOf = <T>(kind: DatabaseKind, all: readonly T[]): T[] => (SOAK ? [...all] : all.filter((_, index) => index % KINDS.length === KINDS.indexOf(kind)));
