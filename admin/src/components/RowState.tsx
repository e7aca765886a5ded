import { Flex, Typography } from '@strapi/design-system';
import type { JobRowDto } from '../../../server/src/contracts';

import { useIssueText } from '../hooks/use-issue-text';
import { useTranslate } from '../hooks/use-translate';
import { ToneBadge } from './ToneBadge';

const KIND_TONE = {
  create: 'success', update: 'success', merge: 'success', delete: 'danger', unchanged: 'neutral', skip: 'neutral', hold: 'warning', invalid: 'danger',
  created: 'success', updated: 'success', merged: 'success', deleted: 'danger', skipped: 'neutral', held: 'warning', failed: 'danger', notProcessed: 'neutral',
} as const;
const UNDO_TONE = { reversed: 'neutral', kept: 'warning', cannot: 'danger' } as const;

/** What is planned for a row, what became of it, and whether that was taken back. */
export const RowKind = ({ row }: { row: Pick<JobRowDto, 'plan' | 'outcome' | 'undo'> }) => {
  const t = useTranslate();

  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      {row.outcome !== null ? (
        <ToneBadge tone={KIND_TONE[row.outcome]}>{t(`outcome.${row.outcome}`)}</ToneBadge>
      ) : row.plan !== null ? (
        <ToneBadge tone={KIND_TONE[row.plan]}>{t(`plan.${row.plan}`)}</ToneBadge>
      ) : null}
      {row.undo === null ? null : <ToneBadge tone={UNDO_TONE[row.undo]}>{t(`undo.result.${row.undo}`)}</ToneBadge>}
    </Flex>
  );
};

interface RowFindingsProps {
  row: Pick<JobRowDto, 'issues'>;
  /** With room for a whole line each. */
  isWide?: boolean;
}

export const RowFindings = ({ row, isWide = false }: RowFindingsProps) => {
  const issueText = useIssueText();
  const width = isWide ? {} : { minWidth: row.issues.length === 0 ? undefined : '24rem', maxWidth: '32rem' };

  return row.issues.length === 0 ? null : (
    <Flex direction="column" alignItems="flex-start" gap={1} {...width}>
      {row.issues.map((issue, index) => (
        <Typography
          key={index}
          variant={isWide ? 'omega' : 'pi'}
          textColor={issue.severity === 'error' ? 'danger700' : 'neutral700'}
          style={{ whiteSpace: 'normal' }}
        >
          {issue.column === null ? '' : `${issue.column}: `}
          {issueText(issue)}
        </Typography>
      ))}
    </Flex>
  );
};
