import { formatValue } from '../../../admin/src/utils/value-text';
import { formatLines, parseLines } from '../../../admin/src/utils/text-lines';

describe('a value on the screen', () => {
  it('is empty where there is none', () => {
    expect([null, undefined, ''].map(formatValue)).toEqual(['', '', '']);
  });

  it('joins lists, and names what a link holds', () => {
    expect(formatValue(['a', null, 'b'])).toBe('a, b');
    expect(formatValue([{ source: 'CRM', value: 'C-1' }, { source: 'ERP', value: '7' }])).toBe('C-1, 7');
    expect(formatValue({ documentId: 'abc' })).toBe('abc');
  });
});

describe('a list typed one entry a line', () => {
  it('leaves out blank lines, surrounding blanks and repeated entries', () => {
    expect(parseLines(' info@example.com\n\n+420 123\ninfo@example.com ')).toEqual(['info@example.com', '+420 123']);
  });

  it('is shown as it was typed', () => {
    expect(formatLines(parseLines('a\nb'))).toBe('a\nb');
  });
});
