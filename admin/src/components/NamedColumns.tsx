import type { ReactNode } from 'react';
import { Table, Tbody, Th, Thead, Tr, Typography } from '@strapi/design-system';

interface Props {
  /** What the table is called by a screen reader. */
  name: string;
  /** The headings, in order. */
  columns: readonly string[];
  rowCount: number;
  /** The rows, each a `Tr`. */
  children: ReactNode;
}

/** A table whose columns have names. */
export const NamedColumns = ({ name, columns, rowCount, children }: Props) => (
  <Table colCount={columns.length} rowCount={rowCount + 1} aria-label={name}>
    <Thead>
      <Tr>
        {columns.map((column) => (
          <Th key={column}>
            <Typography variant="sigma">{column}</Typography>
          </Th>
        ))}
      </Tr>
    </Thead>
    <Tbody>{children}</Tbody>
  </Table>
);
