import type { ReactNode } from 'react';
import { Box } from '@strapi/design-system';

interface MappingCellProps {
  tag: 'th' | 'td';
  colSpan?: number;
  children: ReactNode;
}

/**
 * A cell of a plain table. The design system's own table is a grid with one tab stop, which holds Tab in a cell with several buttons:
 * in a form of selects and checkboxes nobody could leave it by keyboard (WCAG 2.1.2).
 */
export const MappingCell = ({ tag, colSpan, children }: MappingCellProps) => (
  <Box
    tag={tag}
    colSpan={colSpan}
    scope={tag === 'th' ? 'col' : undefined}
    paddingTop={tag === 'th' ? 4 : 3}
    paddingBottom={tag === 'th' ? 4 : 3}
    paddingLeft={5}
    paddingRight={5}
    borderColor="neutral150"
    borderStyle="solid"
    borderWidth="0 0 1px 0"
    textAlign="left"
    color={tag === 'th' ? 'neutral600' : 'neutral800'}
  >
    {children}
  </Box>
);
