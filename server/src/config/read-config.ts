import * as yup from 'yup';
import { DEFAULT_LIMITS, TARGETS } from '../contracts';
import { ENGINES, ON_BUSY, ROLES } from './plugin-config';

const atLeast = (minimum: number) => yup.number().integer().min(minimum);

const limits = yup
  .object(Object.fromEntries(Object.keys(DEFAULT_LIMITS).map((name) => [name, atLeast(1)])))
  .noUnknown();

const names = yup.array(yup.string().min(1).required());

const schema = yup
  .object({
    identifiers: yup.object({ contacts: names, organizations: names }).noUnknown(),
    limits,
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
    exportDays: atLeast(1),
    exportRecordsPerFile: atLeast(1),
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
