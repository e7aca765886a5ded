import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { JobDto, RowExplanationDto } from '../../../server/src/contracts';

import { useDecisionText } from '../hooks/use-decision-text';
import { useTranslate } from '../hooks/use-translate';
import type { CellEdit } from '../utils/cell-edits';
import { RecordLink } from './RecordLink';
import { RowChanges } from './RowChanges';
import { RowCluster } from './RowCluster';
import { RowFindings, RowKind } from './RowState';
import { RowHeldDecision } from './RowHeldDecision';
import { RowKeys } from './RowKeys';
import { RowMapping } from './RowMapping';

interface RowExplanationProps {
  job: JobDto;
  row: RowExplanationDto;
  /** Corrections typed so far, by the place of the mapped column; null where the row cannot be corrected. */
  edits: Record<number, CellEdit> | null;
  onEdit: (index: number, edit: CellEdit) => void;
  onDecided: () => void;
}

/** From the file to the record, in the order in which it happened. */
export const RowExplanation = ({ job, row, edits, onEdit, onDecided }: RowExplanationProps) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const decisionText = useDecisionText();
  const isHeld = row.outcome === null ? row.plan === 'hold' : row.outcome === 'held';
  // Why a held row is held stands with the question about it.
  const issues = isHeld ? row.issues.filter(({ severity }) => severity !== 'error') : row.issues;

  return (
    <>
      <Flex direction="column" alignItems="flex-start" gap={2}>
        <Flex gap={3} wrap="wrap">
          <RowKind row={row} />
          <Typography>{decisionText(row.decidedBy)}</Typography>
          {row.record === null || (row.plan === 'create' && row.outcome !== 'created') ? null : <RecordLink target={job.target} record={row.record} name={row.names[row.record]} />}
        </Flex>
        <Typography variant="pi" textColor="neutral600">
          {[row.file, t('rows.line', { line: formatNumber(row.line) }), row.attempt > 1 ? t('row.attempt', { number: row.attempt }) : null]
            .filter((text) => text !== null)
            .join(' · ')}
        </Typography>
        <RowFindings row={{ issues }} isWide />
      </Flex>
      {isHeld ? <RowHeldDecision job={job} row={row.row} onDecided={onDecided} /> : null}
      <RowMapping job={job} mapping={row.mapping} edits={edits} onEdit={onEdit} />
      <RowKeys target={job.target} keys={row.keys} names={row.names} />
      <RowCluster target={job.target} cluster={row.cluster} names={row.names} />
      <RowChanges changes={row.changes} />
    </>
  );
};
