import { columnLabels, columnNames } from '../../../server/src/pipeline/source/header';

describe('columns', () => {
  it('keep their exact text, less marks, no-break spaces and U+0000 around it', () => {
    expect(columnNames(['\ufeff Email\u00a0', 'First  Name', 'a\u0000b'])).toEqual(['Email', 'First  Name', 'ab']);
  });

  it('are shown with different labels, whatever the file calls them', () => {
    expect(columnLabels(['Email', 'Email', '', 'email', 'Email (2)', 'Column 3'])).toEqual(['Email', 'Email (2)', 'Column 3', 'email (3)', 'Email (2) (2)', 'Column 3 (2)']);
  });

  it('may be called like members of Object.prototype', () => {
    expect(columnLabels(['__proto__', 'constructor', '__proto__'])).toEqual(['__proto__', 'constructor', '__proto__ (2)']);
  });
});
