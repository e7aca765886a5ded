import type { HeldRowDto } from '../../../server/src/contracts';

/** One field of the row beside the same field of each candidate. */
export interface ComparedField {
  field: string;
  cell: string;
  /** In the order of the candidates. */
  values: unknown[];
}

/** The row's cells against the candidates' values; fields that nobody has are left out. */
export const compareCandidates = ({ cells, candidates }: Pick<HeldRowDto, 'cells' | 'candidates'>): ComparedField[] =>
  cells
    .map(({ column, value }) => ({ field: column, cell: value, values: candidates.map(({ values }) => values[column] ?? null) }))
    .filter(({ cell, values }) => cell !== '' || values.some((value) => value !== null && value !== ''));

/** Whether the row says nothing else than the record: blanks, dots and brackets of a phone and upper case are no difference. */
export const isSaidToo = (cell: string, value: string): boolean => cell === '' || plain(cell) === plain(value);
const plain = (text: string): string => text.toLowerCase().replace(/[\s().]/gu, '');

/** What a record is called, where the import has columns for that. */
export const nameOf = ({ firstName, lastName, name }: Record<string, unknown>): string | undefined =>
  [firstName, lastName, name].filter((part) => typeof part === 'string' && part !== '').join(' ') || undefined;

/** Enough to know which person a row is about. */
const TOLD_CELLS = 4;
export const describeHeldRow = ({ cells }: Pick<HeldRowDto, 'cells'>): string =>
  cells
    .filter(({ column, value }) => value !== '' && column !== 'externalId' && !column.startsWith('organization.'))
    .slice(0, TOLD_CELLS)
    .map(({ value }) => value)
    .join(' · ');
