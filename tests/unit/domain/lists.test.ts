import fc from 'fast-check';
import type { FieldDescriptor } from '../../../server/src/contracts';
import { createValueParser, extendList, splitList } from '../../../server/src/domain/values';

describe('a list in a cell', () => {
  it('has its items trimmed, without blanks and doubles', () => {
    expect(splitList(' red ;; Blue;RED ; ', ';')).toEqual(['red', 'Blue']);
    expect(splitList('a, b,a', ', ')).toEqual(['a', 'b,a']);
  });
});

describe('a list that a row extends', () => {
  it.each([
    ['red;blue', 'green', 'red;blue;green'],
    ['red;blue', 'BLUE;green', 'red;blue;green'],
    [null, 'red;red', 'red'],
    ['', 'red', 'red'],
    [undefined, '', ''],
  ])('%s and %s are %s', (before, given, expected) => expect(extendList(before, given)).toBe(expected));

  it('stays as somebody wrote it where nothing is new', () => {
    expect(extendList('Red ;  blue', 'BLUE')).toBe('Red ;  blue');
  });

  it('is the same after the same row twice', () => {
    const list = fc.array(fc.constantFrom('a', 'A', ' b', 'c d', '')).map((items) => items.join(';'));
    fc.assert(fc.property(list, list, (before, given) => {
      const once = extendList(before, given);

      expect(extendList(once, given)).toBe(once);
      expect(splitList(once)).toEqual(expect.arrayContaining(splitList(before)));
    }));
  });
});

describe('a list of web addresses', () => {
  const websites: FieldDescriptor = { path: 'websites', type: 'url', label: 'Websites', maxLength: 60, values: null, required: false, identifier: false, group: null, list: true };
  const read = (text: string): [unknown, string[]] => {
    const codes: string[] = [];
    return [createValueParser(websites)(text, (code) => void codes.push(code)), codes];
  };

  it.each(['https://example.org', 'www.example.org', 'example.org/contact; http://example.com', 'example.org:8080', 'Müller.de'])('takes %s as it is written', (text) => {
    expect(read(text)).toEqual([text, []]);
  });

  it.each(['javascript:alert(1)', 'mailto:ann@example.org', 'ann@example.org', 'https://example.org;javascript:alert(1)', 'no site', 'localhost', 'data:text/html,x.y', 'file:///etc/passwd'])(
    'refuses %s', (text) => expect(read(text)).toEqual([undefined, ['url.invalid']]));

  it('is as long as all its items together', () => {
    expect(read(Array(4).fill('https://example.org').join(';'))).toEqual([undefined, ['text.too-long']]);
  });
});
