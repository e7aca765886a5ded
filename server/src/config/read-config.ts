import * as yup from 'yup';
import { DEFAULT_LIMITS, isOwnTarget, isTarget, TARGETS } from '../contracts';
import { ENGINES, ON_BUSY, ROLES } from './plugin-config';

const atLeast = (minimum: number) => yup.number().integer().min(minimum);

const limits = yup
  .object(Object.fromEntries(Object.keys(DEFAULT_LIMITS).map((name) => [name, atLeast(1)])))
  .noUnknown();

const names = yup.array(yup.string().min(1).required());

const isKeys = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((list) => Array.isArray(list) && list.every((name) => typeof name === 'string' && name !== '')));

const schema = yup
  .object({
    identifiers: yup.object({ contacts: names, organizations: names }).noUnknown(),
    targets: yup.array(yup.mixed().test('uid', 'targets: uids of collection types, as api::site.site', (value) => isTarget(value) && !isOwnTarget(value)).required()),
    keys: yup.mixed().test('keys', 'keys: lists of attributes by uid, as { "api::site.site": ["code"] }', isKeys),
    limits,
    // What stands in them is checked when the fields are known.
    presets: yup.array(yup.object().required()),
    defaultCountry: yup.string().matches(/^[A-Z]{2}$/u, 'defaultCountry: two capital letters, as in FR').nullable(),
    // Below 5 s a busy event loop loses its own lease.
    leaseMs: atLeast(5_000),
    maxCrashes: atLeast(1),
    sliceMs: atLeast(10).nullable(),
    onBusy: yup.string().oneOf([...ON_BUSY]),
    parallelImports: yup.object({ total: atLeast(1), ...Object.fromEntries(TARGETS.map((target) => [target, atLeast(1)])) }).noUnknown(),
    engine: yup.string().oneOf([...ENGINES]),
    redis: yup.object({ url: yup.string().matches(/^rediss?:\/\//u, 'redis.url: redis://HOST:PORT or rediss://HOST:PORT'), prefix: yup.string().matches(/^[A-Za-z0-9_-]{1,64}$/u) }).noUnknown(),
    repeatWindowMs: atLeast(0),
    retentionDays: atLeast(1).nullable(),
    rateLimits: yup.object({ requests: atLeast(1), uploads: atLeast(1), heavy: atLeast(1) }).noUnknown().nullable(),
    role: yup.string().oneOf([...ROLES]),
  })
  .noUnknown();

/** Strapi calls it at start-up with the defaults merged in; a wrong configuration stops the start with its reason. */
export const readConfig = (config: unknown): void => {
  try {
    schema.validateSync(config, { strict: true });
  } catch (cause) {
    throw new Error(`external-contacts: wrong configuration: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};
