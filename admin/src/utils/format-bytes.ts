import type { IntlShape } from 'react-intl';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** 1,536 → "1.5 kB", 234 → "234 bytes" (the short form has no plural), in the person's language. */
export const formatBytes = (formatNumber: IntlShape['formatNumber'], bytes: number): string => {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const unit = UNITS[power] ?? 'byte';
  return formatNumber(bytes / 1000 ** power, { style: 'unit', unit, unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits: power === 0 ? 0 : 1 });
};
