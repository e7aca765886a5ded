import type { Core } from '@strapi/strapi';
import { targetOfUid } from '../keys/key-rows';

/** Reading actions that give several records, or their number. One that is asked for by its id is given. */
const LISTS = new Set(['findMany', 'findFirst', 'count']);

/**
 * Leaves records that were merged into others out of every list: Content Manager, REST and documents alike. They stay
 * for undo and for whoever comes with their id; who filters on `mergedInto` finds them.
 */
export const hideMerged = (strapi: Core.Strapi): void => {
  strapi.documents.use((ctx, next) => {
    if (targetOfUid(ctx.uid) === null || !LISTS.has(ctx.action)) return next();
    const params = ctx.params as { filters?: unknown };
    if (!namesMerged(params.filters)) {
      const living = { mergedInto: { $null: true } };
      params.filters = isEmpty(params.filters) ? living : { $and: [params.filters, living] };
    }
    return next();
  });
};

const isEmpty = (filters: unknown): boolean => filters === undefined || filters === null || (typeof filters === 'object' && Object.keys(filters).length === 0);

const namesMerged = (filters: unknown): boolean => {
  if (typeof filters !== 'object' || filters === null) return false;
  return Object.entries(filters).some(([key, value]) => key === 'mergedInto' || namesMerged(value));
};
