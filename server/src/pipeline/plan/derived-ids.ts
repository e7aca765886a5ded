import { hash } from 'node:crypto';

const hex = (text: string, digits: number): string => hash('sha256', text, 'hex').slice(0, digits);

/**
 * documentIds of records that a job creates follow from the job and the row, so a retried or resumed run makes the
 * same ones. Strapi's shape: 24 characters, a letter first. The job's 52 bits stand first and the row counts up behind
 * them, so that the index on documentId grows at its end instead of being hit at random.
 */
export const recordDocumentIds = (job: string): ((row: number) => string) => {
  const prefix = documentIdPrefix(job);
  return (row) => prefix + row.toString(36).padStart(10, '0');
};

/** By which the records that a job creates are known as its own. */
export const documentIdPrefix = (job: string): string => `c${hex(job, 13)}`;

export const organizationDocumentId = (job: string, key: string): string => `c${hex(`${job}:organization:${key}`, 23)}`;
