import type { WrittenRecord } from '../../pipeline/ports';
import { databaseProblem } from '../../jobs/database-errors';
import { RelationLost } from './document-data';

type Refusal = NonNullable<WrittenRecord['refusal']>;

/** Longest sentence of an application that is kept. */
const MAX_REASON = 300;

/**
 * Why the application did not take a record, from what it threw. What may pass (a lost connection, a deadlock) is no refusal: null. Whatever else a hook
 * throws is its word about this one record, and no reason to stop the others.
 */
export const refusalOf = (error: unknown): Refusal | null => {
  const problem = databaseProblem(error);
  if (problem === 'transient') return null;
  if (error instanceof RelationLost) return { code: error.code, params: { field: error.field } };
  if (problem === 'refused') return { code: 'database.refused' };
  return { code: 'document.refused', params: { reason: reasonOf(error).slice(0, MAX_REASON) } };
};

/** Strapi's validation names each attribute in `details.errors`. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { errors } = (error as { details?: { errors?: unknown } }).details ?? {};
  if (!Array.isArray(errors)) return error.message;
  const parts = (errors as { path?: unknown; message?: unknown }[]).map(({ path, message }) => {
    const name = Array.isArray(path) ? path.join('.') : '';
    const text = typeof message === 'string' ? message : '';
    return name === '' || text.startsWith(name) ? text : `${name}: ${text}`;
  });
  return parts.filter((part) => part !== '').join('; ') || error.message;
};
