import * as React from 'react';
import { Box, Typography } from '@strapi/design-system';

import { MappingCell } from './MappingCell';

interface PlainTableProps {
  label: string;
  columns: readonly { key: string; label: React.ReactNode }[];
  children: React.ReactNode;
}

/** A small table to read, or to fill in: its cells are left with Tab like any others (see MappingCell). */
export const PlainTable = ({ label, columns, children }: PlainTableProps) => (
  <Box borderColor="neutral150" hasRadius overflow="auto" width="100%">
    <Box tag="table" width="100%" aria-label={label} style={{ borderCollapse: 'collapse' }}>
      <thead>
        <tr>
          {columns.map((column) => (
            <MappingCell key={column.key} tag="th">
              <Typography variant="sigma">{column.label}</Typography>
            </MappingCell>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </Box>
  </Box>
);
