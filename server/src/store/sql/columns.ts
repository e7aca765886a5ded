import type { Client } from './client';

/** A column of a bulk statement; `type` is Strapi's attribute type. */
export interface Column {
  name: string;
  type: string;
}

/** A field's value as the driver takes it. */
export const toDatabase = (value: unknown, type: string, client: Client): unknown => {
  if (value === null || value === undefined || value === '') return null;
  if (type === 'json') return typeof value === 'string' ? value : JSON.stringify(value);
  if (type === 'boolean') return client === 'sqlite' ? Number(Boolean(value)) : Boolean(value);
  if (type === 'datetime' || type === 'timestamp') {
    const date = value instanceof Date ? value : new Date(String(value));
    return client === 'sqlite' ? date.getTime() : client === 'postgres' ? localTimestamp(date) : date;
  }
  return value;
};

/** A column's value as the engine compares it: texts, numbers, booleans, ISO dates. */
export const fromDatabase = (value: unknown, type: string): unknown => {
  if (value === null || value === undefined) return null;
  if (type === 'boolean') return value === true || value === 1 || value === '1';
  if (type === 'decimal' || type === 'float' || type === 'integer' || type === 'biginteger') return Number(value);
  if (type === 'datetime' || type === 'timestamp') return (value instanceof Date ? value : new Date(value as string | number)).toISOString();
  if (type === 'date') return value instanceof Date ? isoDay(value) : String(value).slice(0, 10);
  return value;
};

const two = (number: number): string => String(number).padStart(2, '0');
const isoDay = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** node-postgres writes dates as local time into `timestamp` columns and reads them back so; bulk must agree. */
const localTimestamp = (date: Date): string =>
  `${isoDay(date)} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;

/** Column types for json_to_recordset. */
const POSTGRES_TYPE: Record<string, string> = {
  increments: 'integer', integer: 'integer', biginteger: 'bigint', boolean: 'boolean', decimal: 'numeric', float: 'double precision',
  date: 'date', datetime: 'timestamp', timestamp: 'timestamp', time: 'time',
};
export const postgresType = (type: string): string => POSTGRES_TYPE[type] ?? 'text';
