import type { Preset, PresetColumn } from '../../contracts';
import { isReportColumn } from '../values';

/** Case and accents apart, a name is what it is: a hyphen counts. */
export const foldHeader = (text: string): string => text.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const isColumn = ({ name, aliases = [] }: PresetColumn, header: string): boolean => [name, ...aliases].some((each) => foldHeader(each) === header);

/** The preset's column that a header names. */
export const findPresetColumn = ({ columns }: Preset, header: string): PresetColumn | undefined => {
  const folded = foldHeader(header);
  return folded === '' ? undefined : columns.find((column) => isColumn(column, folded));
};

/** Columns of the file itself: those of our own reports stand behind them. */
export const ownColumns = (cells: readonly string[]): string[] => cells.filter((cell) => !isReportColumn(cell));

/**
 * Whether a first row is the header of a strict preset: it says the columns' names, all and in order, case and accents apart. The header
 * of a report of ours is one too, since its file had none of its own.
 */
export const isPresetHeader = (cells: readonly string[], { columns }: Preset): boolean => {
  const own = ownColumns(cells);
  if (own.length !== columns.length) return false;
  return own.length < cells.length || own.every((cell, index) => foldHeader(cell) === foldHeader(columns[index]?.name ?? ''));
};

/** Presets whose files have such a header, the best first: a strict one, then the one that knows most of the columns. */
export const recognisePresets = <T extends Preset>(header: readonly string[], presets: readonly T[]): T[] => {
  const own = ownColumns(header);
  const known = presets.filter((preset) => isRecognised(own, preset));
  const rank = (preset: T): number => (preset.strict === true ? Number.MAX_SAFE_INTEGER : own.filter((cell) => findPresetColumn(preset, cell) !== undefined).length);
  return known.map((preset) => ({ preset, rank: rank(preset) })).sort((left, right) => right.rank - left.rank).map(({ preset }) => preset);
};

const isRecognised = (header: readonly string[], preset: Preset): boolean => {
  if (preset.strict === true) return isPresetHeader(header, preset);
  const there = new Set(header.map((cell) => foldHeader(cell)));
  const has = (name: string): boolean => {
    const column = findPresetColumn(preset, name);
    return there.has(foldHeader(name)) || (column !== undefined && [column.name, ...(column.aliases ?? [])].some((each) => there.has(foldHeader(each))));
  };
  const needed = preset.columns.filter(({ optional }) => optional !== true).map(({ name }) => name);
  const lists = preset.recognise ?? (needed.length > 0 ? [needed] : []);
  return lists.some((names) => names.every(has));
};
