import iconv from 'iconv-lite';
import { DEFAULT_LIMITS } from '../../../server/src/contracts';
import { detectDelimiter } from '../../../server/src/pipeline/source/detect-delimiter';
import { readFile } from './read-file';

const delimiterOf = (text: string): string => detectDelimiter({ text, complete: true }, DEFAULT_LIMITS);

describe('the delimiter', () => {
  it.each([
    ['survives one uneven row', 'a;b;c\n1;2;3\n4;5\n7;8;9\n', ';'],
    ['is not the decimal comma', 'id;x;y\n1;1,5;2,5\n2;3,5;4,5\n3;5,5;6,5\n', ';'],
    ['is looked for outside quotes', 'a,b\n"x;y;z","q;r"\n"s;t;u","v;w"\n', ','],
    ['is the comma in a file of one column', 'name\nAnn\nBob\n', ','],
    ['is not the comma in the prose of one column', 'name\nLee, Ann\nRoe, Bob\n', ','],
    ['can be a tab among commas', 'a\tb\nx, y\tz\np, q\tr\n', '\t'],
  ])('%s', (_, text, expected) => {
    expect(delimiterOf(text)).toBe(expected);
  });

  it('is the one that a person chose', async () => {
    const { summary } = await readFile('a;b,c\n1;2,3\n', { choice: { delimiter: ',' } });

    expect(summary.columns).toEqual(['a;b', 'c']);
  });
});

describe('the header', () => {
  it('is missing when the first row holds data', async () => {
    const { summary, rows } = await readFile('C1,Ann,ann@example.org\nC2,Bob,bob@example.org\n');

    expect(summary.columns).toEqual(['Column 1', 'Column 2', 'Column 3']);
    expect(rows).toHaveLength(2);
  });

  it('is what a person says it is', async () => {
    const { summary, rows } = await readFile('Name,City\nAnn,Oslo\n', { choice: { header: false } });

    expect(summary.columns).toEqual(['Column 1', 'Column 2']);
    expect(rows.map((row) => [row.row, row.line, row.cells[0]])).toEqual([[1, 1, 'Name'], [2, 2, 'Ann']]);
  });

  it('stands below rows of empty cells', async () => {
    const { summary, rows } = await readFile(',,\n\n,,\nName,City,Zip\nAnn,Oslo,1\n');

    expect(summary.columns).toEqual(['Name', 'City', 'Zip']);
    expect(rows.map((row) => row.line)).toEqual([5]);
  });

  it('with an unclosed quote is refused, not guessed', async () => {
    await expect(readFile('"Name,City\nAnn,Oslo\n')).rejects.toMatchObject({ code: 'quote.unclosed', status: 400 });
  });
});

describe('the encoding', () => {
  const NAMES: [encoding: string, names: string[]][] = [
    ['windows-1250', ['Jiří Šťastný', 'Žaneta Říhová', 'Tomáš Kučera', 'Zażółć Gęślą', 'Lucie Třešňáková']],
    ['iso-8859-2', ['Jiří Šťastný', 'Žaneta Říhová', 'Tomáš Kučera', 'Łukasz Wiśniewski']],
    ['windows-1252', ['François Lefèvre', 'Jürgen Größe', 'Peña', 'Åse Sørensen', 'João Gonçalves']],
    ['windows-1251', ['Иван Петров', 'Ольга Смирнова']],
  ];

  it.each(NAMES)('%s is recognised in names', async (encoding, names) => {
    const text = `Name,City\r\n${names.map((name) => `${name},x\r\n`).join('')}`;

    const { summary, rows } = await readFile(iconv.encode(text, encoding));

    expect(summary).toMatchObject({ encodingGuessed: true, dialect: { encoding } });
    expect(rows.map((row) => row.cells[0])).toEqual(names);
  });

  it('stays UTF-8 in a large file with one bad row', async () => {
    const good = Array.from({ length: 3000 }, (_, index) => `C${index},Žofie\n`).join('');
    const bytes = Buffer.concat([Buffer.from(`id,name\n${good}`), Buffer.from('C9999,Jos\xe9\n', 'latin1'), Buffer.from(good)]);

    const { summary, rows } = await readFile(bytes);

    expect(summary).toMatchObject({ encodingGuessed: false, dialect: { encoding: 'utf-8' } });
    expect(rows.filter((row) => row.issues.length > 0)).toEqual([
      { row: 3001, line: 3002, cells: ['C9999', 'Jos\ufffd'], issues: [{ code: 'encoding.invalid', column: 1 }] },
    ]);
  });

  it('is the one that a person chose, and then nothing is guessed', async () => {
    const { summary, rows } = await readFile(iconv.encode('id,name\n1,Škoda\n', 'windows-1250'), { choice: { encoding: 'windows-1250' } });

    expect(summary).toMatchObject({ encodingGuessed: false, issues: [] });
    expect(rows[0]?.cells).toEqual(['1', 'Škoda']);
  });

  it('fails the last row of a UTF-16 file that ends inside a character', async () => {
    const bytes = Buffer.concat([Buffer.from('\ufeffid,name\n1,Ann\n2,Bob', 'utf16le'), Buffer.from([0x61])]);

    const { rows } = await readFile(bytes);

    expect(rows.map((row) => row.issues.map((issue) => issue.code))).toEqual([[], ['encoding.invalid']]);
  });
});
