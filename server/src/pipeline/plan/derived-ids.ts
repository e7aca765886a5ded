import { createHash } from 'node:crypto';

/**
 * documentIds of records that a job creates follow from the job and the row, so a retried or resumed run makes the
 * same ones and the plan need not store them twice. Strapi's shape: 24 characters, a letter first.
 */
const derive = (text: string): string => `c${createHash('sha256').update(text).digest('hex').slice(0, 23)}`;

export const recordDocumentId = (job: string, row: number): string => derive(`${job}:${row}`);
export const organizationDocumentId = (job: string, hash: string): string => derive(`${job}:organization:${hash}`);
