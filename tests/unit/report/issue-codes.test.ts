import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ISSUE_CODES, MESSAGE_LANGUAGES, describeIssue, severityOf } from '../../../server/src/contracts';

const page = readFileSync(path.join(__dirname, '../../../docs/issue-codes.md'), 'utf8');

describe('the page of issue codes', () => {
  it('gives each code once, with its severity, its meaning and what to do', () => {
    const lines = page.split('\n').filter((line) => line.startsWith('| `'));
    const entries = lines.map((line) => line.split('|').map((cell) => cell.trim()).slice(1, 5));

    expect(entries.map(([code]) => code).sort()).toEqual(ISSUE_CODES.map((code) => `\`${code}\``).sort());
    for (const code of ISSUE_CODES) {
      const entry = entries.find(([first]) => first === `\`${code}\``);
      expect(entry?.[1]).toBe(severityOf(code));
      expect(entry?.[2]).toMatch(/\S/);
      expect(entry?.[3]).toMatch(/\S/);
    }
  });
});

describe('issues in words', () => {
  it.each(ISSUE_CODES)('describes %s in three languages, with and without its parameters', (code) => {
    const texts = MESSAGE_LANGUAGES.flatMap((language) => [
      describeIssue(code, {}, language),
      describeIssue(code, { max: 10, rows: 2, columns: 3, found: 4, expected: 5, encoding: 'windows-1250', field: 'name', allowed: 'a, b', row: 7, reason: 'ambiguous' }, language),
    ]);

    for (const text of texts) expect(text).toMatch(/^[\p{Lu}\d][^{}[\]]+\.$/u);
    expect(new Set([texts[0], texts[2], texts[4]]).size).toBe(3);
  });

  it('names the limit and translates the reason', () => {
    expect(describeIssue('text.too-long', { max: 50 })).toBe('The text is too long (at most 50 characters).');
    expect(describeIssue('text.too-long')).toBe('The text is too long.');
    expect(describeIssue('date.invalid', { reason: 'ambiguous' }, 'cs')).toBe('Datum není platné (lze číst dvěma způsoby).');
  });

  it('takes no parameter from the prototype of all objects', () => {
    expect(describeIssue('number.invalid', { reason: 'constructor' })).toBe('The number is not valid (constructor).');
  });
});
