import * as React from 'react';
import { Flex, Table, Tbody, Td, Th, Thead, Tr, Typography, VisuallyHidden } from '@strapi/design-system';

import { useTranslate } from '../hooks/use-translate';

interface ListTableProps {
  label: string;
  columns: readonly string[];
  rowCount: number;
  /** Before the named columns, such as a box that selects all rows. */
  start?: React.ReactNode;
  children: React.ReactNode;
}

/** The frame of a list page's table: named columns, and one without a name for what can be done with a row. */
export const ListTable = ({ label, columns, rowCount, start, children }: ListTableProps) => {
  const t = useTranslate();

  return (
    <Table colCount={columns.length + (start === undefined ? 1 : 2)} rowCount={rowCount + 1} aria-label={label}>
      <Thead>
        <Tr>
          {start === undefined ? null : <Th>{start}</Th>}
          {columns.map((column) => (
            <Th key={column}>
              <Typography variant="sigma">{column}</Typography>
            </Th>
          ))}
          <Th>
            <VisuallyHidden>{t('actions')}</VisuallyHidden>
          </Th>
        </Tr>
      </Thead>
      <Tbody>{children}</Tbody>
    </Table>
  );
};

/** The last cell of a row. */
export const ListActions = ({ children }: { children: React.ReactNode }) => (
  <Td>
    <Flex justifyContent="flex-end" gap={1}>
      {children}
    </Flex>
  </Td>
);
