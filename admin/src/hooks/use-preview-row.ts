import * as React from 'react';
import type { FilePreviewDto, ImportFileDto } from '../../../server/src/contracts';

import { usePreviewFileQuery } from '../api/files-api';

/** As many rows as seed 000 previews at first; a step beyond them, or a jump, fetches the ten around it. */
const PAGE_ROWS = 10;

interface PreviewRow {
  /** From 1; 0 in a file without rows. */
  row: number;
  total: number;
  /** Of the row, or of the one before while it is fetched. */
  cells: readonly string[];
  error: unknown;
  goTo: (row: number) => void;
}

/** One row of a file to look at, by its number. */
export const usePreviewRow = (file: ImportFileDto): PreviewRow => {
  const [row, setRow] = React.useState(1);
  const first = Math.floor((row - 1) / PAGE_ROWS) * PAGE_ROWS + 1;
  const { data, error } = usePreviewFileQuery({ id: file.id, row: first, limit: PAGE_ROWS });
  const shown: FilePreviewDto['rows'][number] | undefined = data?.rows.find((candidate) => candidate.row === row);
  const [cells, setCells] = React.useState<readonly string[]>([]);
  React.useEffect(() => {
    if (shown !== undefined) setCells(shown.cells);
  }, [shown]);

  return {
    row: file.rows === 0 ? 0 : row,
    total: file.rows,
    cells: shown?.cells ?? cells,
    error,
    goTo: (to) => setRow(Math.min(Math.max(1, Math.trunc(to)), Math.max(1, file.rows))),
  };
};
