import * as yup from 'yup';
import { badRequest } from '../../contracts';
import type { HttpContext } from '../../access';

/** The query string, checked and cast to numbers; an unknown key is refused (Strapi's CVE-2026-27886 began as one). */
export const readQuery = <T = Record<string, unknown>>(ctx: HttpContext, schema: yup.AnyObjectSchema): T =>
  foldPagination(read(ctx.query, schema, { what: 'query', strict: false })) as T;

/** The JSON body, checked and never cast: `"true"` is no boolean there. */
export const readBody = <T = Record<string, unknown>>(ctx: HttpContext, schema: yup.AnyObjectSchema): T => {
  const { body } = ctx.request;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('body.invalid', 'The body is a JSON object');
  return read(body as Record<string, unknown>, schema, { what: 'body', strict: true }) as T;
};

/** For requests that take no body: an empty one passes. */
export const assertNoBody = (ctx: HttpContext): void => {
  const keys = Object.keys((ctx.request.body ?? {}) as object);
  if (keys.length > 0) throw unknownKey('body', keys[0] ?? '');
};

const read = (given: Record<string, unknown>, schema: yup.AnyObjectSchema, { what, strict }: { what: 'query' | 'body'; strict: boolean }): unknown => {
  const known = new Set(Object.keys(schema.fields as object));
  const unknown = Object.keys(given).find((key) => !known.has(key));
  if (unknown !== undefined) throw unknownKey(what, unknown);
  try {
    return schema.validateSync(given, { strict });
  } catch (error) {
    if (!(error instanceof yup.ValidationError)) throw error;
    // The path and the rule; yup's message would repeat the value.
    throw badRequest(`${what}.invalid`, `Wrong value of ${error.path ?? what}`, { path: error.path ?? '', rule: error.type ?? 'invalid' });
  }
};

const unknownKey = (what: 'query' | 'body', key: string) =>
  badRequest(`${what}.unknown-key`, `Unknown key in the ${what}: ${key.slice(0, 100)}`, { key: key.slice(0, 100) });

const foldPagination = (query: unknown): Record<string, unknown> => {
  const { pagination, ...rest } = query as Record<string, unknown> & { pagination?: object };
  return { ...rest, ...pagination };
};
