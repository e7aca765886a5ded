import { readSources } from './source-files';

const sources = readSources('admin/src');
const relativeImports = sources.flatMap(({ file, imports }) => imports.flatMap((imported) => (imported.file === null ? [] : [{ file, to: imported.file }])));

describe('the panel', () => {
  it('imports nothing of the server but its contracts', () => {
    const foreign = relativeImports.filter(({ to }) => !to.startsWith('admin/src') && !/^server\/src\/contracts(\/|$)/.test(to));

    expect(foreign).toEqual([]);
  });

  it('keeps pages apart from each other, and everything else from pages', () => {
    const pages = 'admin/src/pages/';
    const pageOf = (file: string): string => file.slice(pages.length).split('/')[0]?.replace(/\.tsx?$/, '') ?? '';
    const intoPages = relativeImports.filter(({ to }) => to.startsWith(pages));
    const fromBelow = intoPages.filter(({ file }) => /^admin\/src\/(components|hooks|api|utils)\//.test(file));
    const pageToPage = intoPages.filter(({ file, to }) => file.startsWith(pages) && pageOf(file) !== pageOf(to));

    expect([...fromBelow, ...pageToPage]).toEqual([]);
  });

  it('fetches in its api folder only', () => {
    const fetching = sources.filter(({ file, text }) => !/^admin\/src\/(api|hooks)\//.test(file) && /\b(fetch|XMLHttpRequest)\s*\(/.test(text));

    expect(fetching.map(({ file }) => file)).toEqual([]);
  });
});
