import type { Knex } from 'knex';
import type { SegmentRule, SegmentValue } from '../../contracts';
import type { Client } from '../sql/client';
import { toDatabase, type Column } from '../sql/columns';

/** A column of a table in the statement, under the name that the table has there. */
export interface AskedColumn extends Column {
  at: string;
}

const DAY_MS = 86_400_000;
const TEXTS = new Set(['string', 'text', 'richtext', 'email', 'enumeration', 'json', 'uid', 'biginteger']);

/** Adds what a rule asks of one column. Columns come from the schema, values are bound: nothing of a filter becomes a part of the statement's text. */
export const askColumn = (where: Knex.QueryBuilder, client: Client, { rule, column }: { rule: SegmentRule; column: AskedColumn }): void => {
  const name = `${column.at}.${column.name}`;
  const isText = TEXTS.has(column.type);
  const { operator } = rule;
  const value = rule.value as SegmentValue;
  const is = (one: SegmentValue, query: Knex.QueryBuilder): void => {
    if (isText) like(query, client, { name, pattern: escapeLike(String(one)) });
    else if (column.type === 'boolean') void (one === true ? query.where(name, toDatabase(true, 'boolean', client) as never) : query.whereNot(name, toDatabase(true, 'boolean', client) as never).orWhereNull(name));
    else void query.where(name, one as never);
  };
  switch (operator) {
    case 'is':
      return void where.where((query) => is(value, query));
    case 'is-not':
      return void where.where((query) => void query.whereNot((inner) => is(value, inner)).orWhereNull(name));
    case 'in':
      return void where.where((query) => (rule.value as SegmentValue[]).forEach((one) => void query.orWhere((inner) => is(one, inner))));
    case 'contains':
      return like(where, client, { name, pattern: `%${escapeLike(String(value))}%` });
    case 'starts-with':
      return like(where, client, { name, pattern: `${escapeLike(String(value))}%` });
    case 'empty':
      return void where.where((query) => void (isText ? query.whereNull(name).orWhere(name, '') : query.whereNull(name)));
    case 'not-empty':
      return void (isText ? where.whereNotNull(name).whereNot(name, '') : where.whereNotNull(name));
    default:
      return compare(where, client, { name, column, operator, value });
  }
};

/** `time` columns are compared by whole days of UTC: the day before, the day itself or later. */
const compare = (where: Knex.QueryBuilder, client: Client, { name, column, operator, value }: { name: string; column: AskedColumn; operator: 'less' | 'at-most' | 'more' | 'at-least'; value: SegmentValue }): void => {
  const isTime = column.type === 'datetime' || column.type === 'timestamp';
  const later = operator === 'at-most' || operator === 'more';
  const bound = isTime ? toDatabase(new Date(Date.parse(`${String(value)}T00:00:00.000Z`) + (later ? DAY_MS : 0)), 'datetime', client) : value;
  const sign = isTime ? (operator === 'less' || operator === 'at-most' ? '<' : '>=') : SIGN[operator];
  void where.where(name, sign, bound as never);
};

const SIGN = { less: '<', 'at-most': '<=', more: '>', 'at-least': '>=' } as const;

const escapeLike = (text: string): string => text.replace(/[!%_]/g, (character) => `!${character}`);

/** Without regard to case, as people search. */
const like = (where: Knex.QueryBuilder, client: Client, { name, pattern }: { name: string; pattern: string }): void => {
  void where.whereRaw(`?? ${client === 'postgres' ? 'ILIKE' : 'LIKE'} ? ESCAPE '!'`, [name, pattern]);
};
