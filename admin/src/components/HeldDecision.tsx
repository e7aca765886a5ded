import { Button, Flex, Typography } from '@strapi/design-system';
import { isOwnTarget, type HeldRowDto } from '../../../server/src/contracts';

import { useDecide } from '../hooks/use-decide';
import { useIssueText } from '../hooks/use-issue-text';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { wordOf } from '../utils/target-word';
import { CandidateTable } from './CandidateTable';
import { ErrorNote } from './ErrorNote';
import { Note } from './Note';

interface HeldDecisionProps {
  held: HeldRowDto;
  onDecided: () => void;
}

/** Why a row waits, the records that it may be, and the choice between them. */
export const HeldDecision = ({ held, onDecided }: HeldDecisionProps) => {
  const t = useTranslate();
  const issueText = useIssueText();
  const may = useRights();
  const mayDecide = may('held-row.decide') || may('import-job.edit');
  const { decideOne, isLoading, error, reset } = useDecide();
  const hasCandidates = held.candidates.length > 0;

  const decide = async (...choice: Parameters<typeof decideOne> extends [string, ...infer Rest] ? Rest : never): Promise<void> => {
    if (await decideOne(held.id, ...choice)) onDecided();
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Note kind="warning" title={t('held.why')}>
        {issueText({ code: held.code })} {hasCandidates ? '' : t('held.noCandidates')}
      </Note>
      {held.decision === null ? null : (
        <Typography>{t('held.decidedBy', { decision: t(`held.decision.${held.decision}`), by: held.decidedBy ?? '–' })}</Typography>
      )}
      {hasCandidates ? <CandidateTable held={held} disabled={!mayDecide || isLoading} onSame={(record) => void decide('same', record)} /> : null}
      <ErrorNote error={error} onClose={reset} />
      {hasCandidates && mayDecide && isOwnTarget(held.target) ? (
        <Flex gap={2} wrap="wrap">
          <Button variant="secondary" loading={isLoading} onClick={() => void decide('different')}>
            {t(`held.different.${wordOf(held.target)}`)}
          </Button>
          {held.candidates.length < 2 ? null : (
            <Button variant="secondary" loading={isLoading} onClick={() => void decide('merge')}>
              {t('held.merge', { count: held.candidates.length })}
            </Button>
          )}
        </Flex>
      ) : null}
      {hasCandidates && !mayDecide ? <Typography textColor="neutral600">{t('held.mayNot')}</Typography> : null}
    </Flex>
  );
};
