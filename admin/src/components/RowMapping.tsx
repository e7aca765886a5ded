import type { JobDto, RowExplanationDto } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import type { CellEdit } from '../utils/cell-edits';
import { PlainTable } from './PlainTable';
import { RowMappingLine } from './RowMappingLine';
import { RowPart } from './RowPart';

interface RowMappingProps {
  job: JobDto;
  mapping: RowExplanationDto['mapping'];
  edits: Record<number, CellEdit> | null;
  onEdit: (index: number, edit: CellEdit) => void;
}

/** Each mapped cell: as it stands in the file, and as it was read. */
export const RowMapping = ({ job, mapping, edits, onEdit }: RowMappingProps) => {
  const t = useTranslate();

  return (
    <RowPart title={t('row.mapping')} hint={edits === null ? undefined : t('row.mapping.hint')}>
      <PlainTable
        label={t('row.mapping')}
        columns={[
          { key: 'column', label: t('row.column') },
          { key: 'cell', label: t('row.cell') },
          { key: 'value', label: t('row.value') },
        ]}
      >
        {mapping.map((line, index) => (
          <RowMappingLine
            key={index}
            line={line}
            // The header alone does not tell two columns of one name apart.
            column={job.setting?.fields[index]?.columnIndex ?? line.column}
            edit={edits === null ? null : (edits[index] ?? 'none')}
            onEdit={(edit) => onEdit(index, edit)}
          />
        ))}
      </PlainTable>
    </RowPart>
  );
};
