import type { Core } from '@strapi/strapi';
import { targetOfUid } from '../keys/key-rows';
import { normaliseForDocuments, type DataOf } from './normalise-write';

/** Only the plugin sets them; Strapi hides private attributes from answers, but lets a REST client write them. */
const INTERNAL = ['mergedInto', 'lastJob'];

/** Writing actions of Strapi's document service; the others carry no data. */
const WRITES = new Set(['create', 'update', 'clone']);

/** Normalises contacts and organizations before Strapi validates them, on Content Manager, REST and documents alike. */
export const guardDocuments = (strapi: Core.Strapi): void => {
  strapi.documents.use(async (ctx, next) => {
    const target = targetOfUid(ctx.uid);
    if (target === null || !WRITES.has(ctx.action)) return next();

    const params = ctx.params as { data?: DataOf };
    const data: DataOf = { ...(ctx.action === 'clone' ? notCloned() : {}), ...params.data };
    if (isRequest(strapi)) for (const field of INTERNAL) delete data[field];
    await normaliseForDocuments(strapi, target, data);
    params.data = data;
    return next();
  });
};

/** A copy of a record is another record: it cannot have the same unique identifiers, nor the history. */
const notCloned = (): DataOf => ({ externalIds: null, username: null, mergedInto: null, lastJob: null });

/** Somebody's request, be it to the Content Manager or the content API, and not a job or a script. */
const isRequest = (strapi: Core.Strapi): boolean => strapi.requestContext.get() !== undefined;
