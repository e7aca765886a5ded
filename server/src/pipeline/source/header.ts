import { severityOf, type Issue, type IssueCode, type IssueParams } from '../../contracts';

/** Header cells as names: exact text, less marks and space around it, and less U+0000, which no database stores. */
export const columnNames = (cells: readonly string[]): string[] => cells.map((cell) => cell.replaceAll('\u0000', '').trim());

/** Names for a file without a header. */
export const numberedColumns = (count: number): string[] => Array.from({ length: count }, (_, index) => `Column ${index + 1}`);

/**
 * Names to show, each one different: a repeated name gets its number, a blank one its position. Columns are
 * addressed by index everywhere; no object is ever keyed by a header's text, which may be `__proto__`.
 */
export const columnLabels = (columns: readonly string[]): string[] => {
  const seen = new Map<string, number>();
  const labels = new Set<string>();
  return columns.map((column, index) => {
    const name = column === '' ? `Column ${index + 1}` : column;
    let count = (seen.get(name.toLowerCase()) ?? 0) + 1;
    let label = count === 1 ? name : `${name} (${count})`;
    while (labels.has(label.toLowerCase())) {
      count += 1;
      label = `${name} (${count})`;
    }
    seen.set(name.toLowerCase(), count);
    labels.add(label.toLowerCase());
    return label;
  });
};

export const headerIssues = (columns: readonly string[], line: number): Issue[] => {
  const seen = new Set<string>();
  const issues: Issue[] = [];
  columns.forEach((column, index) => {
    const key = column.toLowerCase();
    if (column === '') issues.push(fileIssue('header.blank', { line, column: `#${index + 1}` }));
    else if (seen.has(key)) issues.push(fileIssue('header.duplicate', { line, column, params: { position: index + 1 } }));
    seen.add(key);
  });
  return issues;
};

export const fileIssue = (code: IssueCode, at: { line?: number | null; column?: string; params?: IssueParams } = {}): Issue => ({
  code,
  severity: severityOf(code),
  file: null,
  row: null,
  line: at.line ?? null,
  column: at.column ?? null,
  ...(at.params ? { params: at.params } : {}),
});
