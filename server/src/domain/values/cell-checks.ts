import type { CellChecks } from '../../contracts';
import { isInventedEmail } from '../keys/shared-identifiers';
import { compilePattern } from './cell-pattern';
import { isLongerThan } from './clean-text';
import type { Report } from './value-codec';

/** Whether the cell is as its column demands; what is not is reported. Blank cells are not its business. */
export type CheckCell = (cell: string, report: Report) => boolean;

/** Words that are told better than the pattern itself. */
const REASON: Readonly<Record<string, string>> = { '[0-9]+': 'digits', ',': 'comma' };

/** Compiles what a preset demands of cells as they stand; null where it demands nothing. */
export const createCellCheck = ({ maxLength, pattern, allowed, forbidden, warnInvented }: CellChecks): CheckCell | null => {
  const checks: CheckCell[] = [];
  const fits = allowed === undefined ? null : new Set(allowed);
  if (fits !== null) checks.push((cell, report) => fits.has(cell) || refuse(report, 'enumeration.unknown', { allowed: [...fits].slice(0, 20).join(', ') }));
  // A list of values says more than a length: of "M., Mme, Mlle" and "3 characters", the list wins.
  else if (maxLength !== undefined) checks.push((cell, report) => !isLongerThan(cell, maxLength) || refuse(report, 'text.too-long', { max: maxLength }));
  if (forbidden !== undefined) {
    const characters = [...forbidden];
    checks.push((cell, report) => {
      const found = characters.find((character) => cell.includes(character));
      return found === undefined || refuse(report, 'cell.forbidden', { reason: reasonOf(found) });
    });
  }
  if (pattern !== undefined) {
    const expression = compilePattern(pattern);
    checks.push((cell, report) => expression.test(cell) || refuse(report, 'cell.pattern', { reason: reasonOf(pattern) }));
  }
  if (warnInvented === true) {
    checks.push((cell, report) => {
      if (isInventedEmail(cell.trim().toLowerCase())) report('email.invented');
      return true;
    });
  }
  return checks.length === 0 ? null : (cell, report) => checks.map((check) => check(cell, report)).every(Boolean);
};

const reasonOf = (text: string): string => (Object.hasOwn(REASON, text) ? (REASON[text] ?? text) : text);

const refuse = (report: Report, ...[code, params]: Parameters<Report>): false => {
  report(code, params);
  return false;
};
