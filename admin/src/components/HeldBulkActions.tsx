import { Flex, Typography } from '@strapi/design-system';
import { Check, ManyToOne, Plus } from '@strapi/icons';
import { HELD_DECISIONS, type HeldDecision } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { ConfirmButton } from './ConfirmButton';

const ICON = { same: <Check />, different: <Plus />, merge: <ManyToOne /> } as const;

interface HeldBulkActionsProps {
  count: number;
  /** "The same" is an answer only where each of the rows has one candidate. */
  canBeSame: boolean;
  loading: boolean;
  onDecide: (decision: HeldDecision) => void;
}

/** One decision for all chosen rows. */
export const HeldBulkActions = ({ count, canBeSame, loading, onDecide }: HeldBulkActionsProps) => {
  const t = useTranslate();

  return (
    <Flex gap={3} wrap="wrap" paddingBottom={4}>
      <Typography role="status">{t('held.selected', { count })}</Typography>
      {HELD_DECISIONS.filter((decision) => decision !== 'same' || canBeSame).map((decision) => (
        <ConfirmButton
          key={decision}
          variant="secondary"
          size="S"
          icon={ICON[decision]}
          label={t(`held.bulk.${decision}`)}
          title={t('held.bulk.title', { count })}
          body={t(`held.bulk.${decision}.body`)}
          confirmLabel={t(`held.bulk.${decision}`)}
          confirmVariant="default"
          loading={loading}
          onConfirm={() => onDecide(decision)}
        />
      ))}
    </Flex>
  );
};
