import type { Core } from '@strapi/strapi';
import { type HttpContext, rightsOf } from '../access';
import { notFound, type JobRowDto, type RowExplanationDto } from '../contracts';
import { serviceOf, type CsvDownload, type JobRowQuery } from '../services/interfaces';
import { readQuery } from './request/read-input';
import { MAX_ROW, NO_KEYS, QUERY } from './request/schemas';
import { CSV, sendFile } from './request/send-file';
import { param, viewerOf } from './request/viewer-of';

export const jobRow = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    const { rows, nextCursor } = await serviceOf(strapi, 'jobs').rows(param(ctx, 'id'), readQuery<JobRowQuery>(ctx, QUERY.jobRows), viewerOf(ctx));
    ctx.body = { rows: rows.map((row) => withoutStoredValues(ctx, row)), nextCursor };
  },
  async findOne(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const row = Number(param(ctx, 'row'));
    if (!Number.isInteger(row) || row < 1 || row > MAX_ROW) throw notFound('row');
    ctx.body = withoutStoredKeys(ctx, withoutStoredValues(ctx, await serviceOf(strapi, 'explanations').row(param(ctx, 'id'), row, viewerOf(ctx))));
  },
});

/**
 * What stands in the database is for those who may view contacts: an import must not be a way to read it. What a record becomes holds what it
 * was: values of merged records, lists that are extended; only what is created is all of the row's own.
 */
const withoutStoredValues = <Row extends JobRowDto>(ctx: HttpContext, row: Row): Row =>
  rightsOf(ctx)('contact.view') ? row : { ...row, record: null, cluster: [], changes: row.plan === 'create' ? row.changes : row.changes.map(({ field }) => ({ field, before: null, after: null })) };

const withoutStoredKeys = (ctx: HttpContext, row: RowExplanationDto): RowExplanationDto =>
  rightsOf(ctx)('contact.view') ? row : { ...row, names: {}, keys: row.keys.map((key) => ({ ...key, records: [] })), result: null };

export const jobIssue = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    ctx.body = await serviceOf(strapi, 'jobs').issues(param(ctx, 'id'), readQuery<JobRowQuery>(ctx, QUERY.jobIssues), viewerOf(ctx));
  },
});

export const jobError = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    sendCsv(ctx, await serviceOf(strapi, 'jobs').errorsCsv(param(ctx, 'id'), viewerOf(ctx)));
  },
});

export const jobResult = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const withRecords = rightsOf(ctx)('contact.view');
    sendCsv(ctx, await serviceOf(strapi, 'jobs').resultsCsv(param(ctx, 'id'), viewerOf(ctx), { withRecords }));
  },
});

const sendCsv = (ctx: HttpContext, { name, lines }: CsvDownload): void => sendFile(ctx, { name, type: CSV, content: lines });
