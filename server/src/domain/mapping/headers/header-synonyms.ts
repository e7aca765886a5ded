import type { OwnTarget } from '../../../contracts';

/**
 * Header names by field path, as one language or system writes them. Case, accents, spaces and punctuation are
 * ignored when comparing, so `E-mail 1 – Value` and `email1value` are one. `organization.…` of `contacts` also serves files of organizations.
 */
export type HeaderSynonyms = Readonly<Record<OwnTarget, Readonly<Record<string, readonly string[]>>>>;
