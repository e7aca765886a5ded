/**
 * A line that a person reads and a log collector takes apart: `external-contacts job.rested job=j1 state=completed rows=985`. Only names, codes,
 * counts and times: nothing of what an import carries.
 */
export const logLine = (event: string, fields: Record<string, string | number | null | undefined>): string =>
  [`external-contacts ${event}`, ...Object.entries(fields).flatMap(([name, value]) => (value === null || value === undefined ? [] : [`${name}=${shown(value)}`]))].join(' ');

/** A value that is no plain word stands in quotes. */
const shown = (value: string | number): string => (typeof value === 'number' || /^[\w.:@/+-]+$/u.test(value) ? String(value) : JSON.stringify(value));
