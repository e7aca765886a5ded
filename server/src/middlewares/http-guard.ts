import { rm } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';
import { notFound, OperationError } from '../contracts';
import type { HttpContext } from '../access';
import { assertStorable, isStorable } from './assert-storable';

const ERROR_NAMES: Record<number, string> = {
  400: 'ValidationError', 401: 'UnauthorizedError', 403: 'ForbiddenError', 404: 'NotFoundError', 409: 'ConflictError', 410: 'GoneError', 413: 'PayloadTooLargeError', 429: 'RateLimitError',
};

/** Without case, as the router compares. */
const OUR_ROUTES = /\/external-contacts(\/|$)/iu;

/**
 * The one place that turns operation errors into Strapi's error body, on our routes and where the Content Manager or
 * REST saves a contact; and removes the temporary files of multipart requests to us, whatever their field was
 * called and whoever sent them: Strapi parses them before it asks who it is, and removes only the field `files`.
 */
export const httpGuard = (strapi: Core.Strapi) => async (ctx: HttpContext, next: () => Promise<unknown>): Promise<void> => {
  const ours = OUR_ROUTES.test(ctx.path);
  const uploads = ours ? temporaryFiles(ctx) : [];
  try {
    if (ours) assertReadable(ctx);
    await next();
  } catch (error) {
    if (error instanceof OperationError) sendError(ctx, error);
    else if (ours && hasGone(ctx)) ctx.status = 400;
    else if (ours && isDefect(error)) sendDefect(strapi, ctx, error);
    else throw error;
  } finally {
    await Promise.all(uploads.map((path) => rm(path, { force: true })));
  }
};

/** What no database takes is refused here, once, before any route looks at it. */
const assertReadable = (ctx: HttpContext): void => {
  // An id with such a character is no id; what cannot be decoded is the router's to refuse.
  if (/%00/u.test(ctx.path) || !isStorable(ctx.path)) throw notFound('resource');
  assertStorable(ctx.query, 'query');
  assertStorable(ctx.request.body, 'body');
};

const sendError = (ctx: HttpContext, error: OperationError): void => {
  const { status, message, details, code } = error;
  ctx.status = status;
  ctx.body = { data: null, error: { status, name: ERROR_NAMES[status] ?? 'ApplicationError', message, details: { ...details, code } } };
};

/** The client went away in the middle of its upload: nobody reads the answer, and it is no defect of ours to log. */
const hasGone = ({ req }: HttpContext): boolean => req.destroyed && !req.complete;

/** Strapi's own errors carry what may be shown; anything else is ours to mend. */
const isDefect = (error: unknown): boolean => !(error instanceof Error) || !('details' in error || 'expose' in error);

/** The message of a database error repeats the values of the statement: neither the answer nor the log may show it. */
const sendDefect = (strapi: Core.Strapi, ctx: HttpContext, error: unknown): void => {
  const { name, code, stack } = error instanceof Error ? (error as Error & { code?: unknown }) : { name: typeof error, code: undefined, stack: '' };
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)).slice(0, 12).join('\n');
  strapi.log.error(`external-contacts: ${name}${code === undefined ? '' : ` (${String(code)})`} in ${ctx.method} ${ctx.path}\n${frames}`);
  ctx.status = 500;
  ctx.body = { data: null, error: { status: 500, name: 'InternalServerError', message: 'Internal Server Error', details: { code: 'internal' } } };
};

const temporaryFiles = (ctx: HttpContext): string[] =>
  Object.values(ctx.request.files ?? {})
    .flat()
    .map((file) => file.filepath);
