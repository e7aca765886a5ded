import type { Knex } from 'knex';
import { isConsent, type SegmentRule, type SegmentValue } from '../../contracts';
import { dayNumber, foldForSearch } from '../values/value-rows';

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/**
 * What a rule asks of a contact's defined field, as the rows of the table of values that answer it, and whether such a row must be there or must
 * not. Every condition begins with the field and goes on with one of the two indexed columns.
 */
export const askValues = (rows: Knex.QueryBuilder, at: string, { rule, kind }: { rule: SegmentRule; kind: string }): { wanted: boolean } => {
  const { field, operator } = rule;
  void rows.where(`${at}.field`, field);
  const value = rule.value as SegmentValue;
  const byNumber = kind === 'number' || kind === 'date' || isConsent(field);
  const column = `${at}.${byNumber ? 'number_value' : 'folded'}`;
  switch (operator) {
    case 'empty':
      return { wanted: false };
    case 'not-empty':
      return { wanted: true };
    case 'is':
      void rows.where(column, keyOf(value));
      return { wanted: true };
    case 'is-not':
      void rows.where(column, keyOf(value));
      return { wanted: false };
    case 'in':
      void rows.whereIn(column, (rule.value as SegmentValue[]).map(keyOf));
      return { wanted: true };
    case 'contains':
    case 'starts-with': {
      const pattern = foldForSearch(String(value)).replace(/[!%_]/g, (character) => `!${character}`);
      void rows.whereRaw("?? LIKE ? ESCAPE '!'", [column, `${operator === 'contains' ? '%' : ''}${pattern}%`]);
      return { wanted: true };
    }
    default:
      void rows.where(column, SIGN[operator], keyOf(value));
      return { wanted: true };
  }
};

const SIGN = { less: '<', 'at-most': '<=', more: '>', 'at-least': '>=' } as const;

const keyOf = (value: SegmentValue): string | number => {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return value;
  return DAY.test(value) ? dayNumber(value) : foldForSearch(value);
};
