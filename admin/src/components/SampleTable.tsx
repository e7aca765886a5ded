import { Box, RawTable, RawTbody, RawTd, RawTh, RawThead, RawTr, Typography } from '@strapi/design-system';
import styled from 'styled-components';
import type { FilePreviewDto } from '../../../server/src/contracts';

/** A browser lays out 200 × 5 cells at once without a stutter; the fields step pages through all columns. */
const SHOWN_COLUMNS = 200;

const Scroller = styled(Box)`
  overflow-x: auto;
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};

  th,
  td {
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
    max-width: 24rem;
  }
  tbody tr:last-child td {
    border-bottom: 0;
  }
`;

interface SampleTableProps {
  columns: string[];
  rows: FilePreviewDto['rows'];
  label: string;
}

/** Cells exactly as they were read. */
export const SampleTable = ({ columns, rows, label }: SampleTableProps) => (
  <Scroller marginTop={2} tabIndex={0} role="region" aria-label={label}>
    <RawTable colCount={columns.length} rowCount={rows.length + 1} style={{ width: '100%' }}>
      <RawThead>
        <RawTr background="neutral100">
          {columns.slice(0, SHOWN_COLUMNS).map((column, index) => (
            <RawTh key={index} padding={3} textAlign="left">
              <Typography variant="pi" fontWeight="bold" ellipsis tag="p" title={column}>
                {column === '' ? `#${index + 1}` : column}
              </Typography>
            </RawTh>
          ))}
        </RawTr>
      </RawThead>
      <RawTbody>
        {rows.map((row) => (
          <RawTr key={row.row}>
            {columns.slice(0, SHOWN_COLUMNS).map((_column, index) => (
              <RawTd key={index} padding={3}>
                <Typography variant="pi" ellipsis tag="p" title={row.cells[index] ?? ''}>
                  {row.cells[index] ?? ''}
                </Typography>
              </RawTd>
            ))}
          </RawTr>
        ))}
      </RawTbody>
    </RawTable>
  </Scroller>
);
