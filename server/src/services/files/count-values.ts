import type { FileValuesDto } from '../../contracts';

/** Rows that are counted: a block's worth, read in some milliseconds; enough to see the words of a column that has few. */
export const COUNTED_ROWS = 2_000;
/** More different values than a person would translate one by one. */
const MAX_VALUES = 100;
/** What is longer is no word that stands for another. */
const MAX_LENGTH = 255;

/** How often each value stands in a column, most frequent first. */
export const countValues = (rows: readonly { cells: readonly string[] }[], column: number): Pick<FileValuesDto, 'blank' | 'distinct' | 'values'> => {
  const counts = new Map<string, number>();
  for (const { cells } of rows) {
    const value = (cells[column] ?? '').trim();
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const blank = counts.get('') ?? 0;
  counts.delete('');
  const values = [...counts].map(([value, count]) => ({ value, count })).filter(({ value }) => value.length <= MAX_LENGTH);
  return { blank, distinct: counts.size, values: values.sort((a, b) => b.count - a.count).slice(0, MAX_VALUES) };
};
