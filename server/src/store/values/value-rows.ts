import { ATTRIBUTE_PREFIX, isConsent, type AttributeType } from '../../contracts';
import { joinList, splitList } from '../../domain/values';

/** A row of the table of values, without the record that says it. */
export interface ValueRow {
  field: string;
  slot: number;
  text: string | null;
  folded: string | null;
  number: number | null;
}

/** What the column holds. */
const MAX_FOLDED = 255;

/** Text as segments compare it: without case and accents, since the databases' own comparisons differ in them. */
export const foldForSearch = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().slice(0, MAX_FOLDED);

/** A day as a number that sorts: 20261127. */
export const dayNumber = (isoDay: string): number => Number(isoDay.slice(0, 10).replaceAll('-', ''));

export const definitionOf = (field: string): string => field.slice(field.indexOf('.') + 1);

/** The rows of one value; none where it is blank. `typeOf` says an attribute's type by its code; of one that is not known any more, text. */
export const toValueRows = (field: string, value: unknown, typeOf: (code: string) => AttributeType | undefined): ValueRow[] => {
  if (value === null || value === undefined || value === '') return [];
  if (isConsent(field)) return [{ field, slot: 0, text: null, folded: null, number: value === true ? 1 : 0 }];
  const type = field.startsWith(ATTRIBUTE_PREFIX) ? (typeOf(definitionOf(field)) ?? 'text') : 'text';
  if (type === 'number') return [{ field, slot: 0, text: null, folded: null, number: Number(value) }];
  const text = String(value);
  if (type === 'date') return [{ field, slot: 0, text, folded: null, number: dayNumber(text) }];
  const texts = type === 'many-of' ? splitList(text) : [text];
  return texts.map((each, slot) => ({ field, slot, text: each, folded: foldForSearch(each), number: null }));
};

/** The value that rows of one field of one record say, in the engine's form. */
export const fromValueRows = (rows: readonly ValueRow[]): string | number | boolean | null => {
  const [first] = rows;
  if (first === undefined) return null;
  if (isConsent(first.field)) return first.number === null ? null : Number(first.number) === 1;
  if (first.text === null) return first.number === null ? null : Number(first.number);
  return rows.length === 1 ? first.text : joinList([...rows].sort((left, right) => left.slot - right.slot).map(({ text }) => text ?? ''));
};
