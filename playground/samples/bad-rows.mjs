// What goes wrong in real files. Each takes good cells and gives the row's broken ones, by column name.

const withCell = (cells, header, column, value) => cells.map((cell, index) => (header[index] === column ? value : cell));

/** In order of use: 150 bad rows are 15 of each kind. */
export const BAD_ROW_KINDS = [
  (cells, header) => withCell(cells, header, 'Work Email', cells[5].replace('@', ' at ')),
  (cells, header) => withCell(cells, header, 'Country', 'Atlantis'),
  (cells) => [...cells, 'one cell', 'too many'],
  (cells, header) => withCell(cells, header, 'Organization ID', ''),
  (cells, header) => withCell(cells, header, 'City', 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch '.repeat(3).trim()),
  (cells, header) => withCell(cells, header, 'Personal Email', 'nobody@nowhere@example.com'),
  (cells, header) => withCell(cells, header, 'External System URL', 'javascript:alert(1)'),
  (cells, header) => withCell(cells, header, 'Postal Code', 'please ask the front desk for it'),
  (cells, header) => withCell(cells, header, 'External ID', `CRM-${'0'.repeat(300)}`),
  (cells, header) => withCell(cells, header, 'Country', 'Unknown'),
];
