import { Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { Check, WarningCircle } from '@strapi/icons';
import type { JobDto, PlanCounts } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { wordOf } from '../utils/target-word';

/** As much of the hash as people compare by eye. */
const SHORT_HASH = 16;

interface ImportButtonProps {
  size: 'S' | 'L';
  plan: PlanCounts;
  planHash: string;
  target: JobDto['target'];
  disabled: boolean;
  loading: boolean;
  onConfirm: () => void;
}

/** The go, after the plan was said once more in plain words. */
export const ImportButton = ({ size, plan, planHash, target, disabled, loading, onConfirm }: ImportButtonProps) => {
  const t = useTranslate();
  const writes = plan.create + plan.update + plan.merge;
  const left = plan.invalid + plan.hold + plan.skip;
  const lines = [
    target === 'contacts' && plan.organizationsCreate > 0 ? t('confirm.organizations', { count: plan.organizationsCreate }) : null,
    plan.merge > 0 ? t('confirm.merges', { count: plan.merge }) : null,
    plan.delete > 0 ? t(`confirm.deletes.${wordOf(target)}`, { count: plan.delete }) : null,
    plan.clears > 0 ? t('confirm.clears', { count: plan.clears }) : null,
    left > 0 ? t('confirm.left', { count: left }) : null,
    plan.unchanged > 0 ? t('confirm.unchanged', { count: plan.unchanged }) : null,
  ].filter((line) => line !== null);

  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <Button size={size} startIcon={<Check />} disabled={disabled} loading={loading}>
          {t('job.import')}
        </Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{t('confirm.title')}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="warning600" />}>
          <Flex direction="column" gap={2}>
            <Dialog.Description>
              {writes + plan.delete === 0 ? t('confirm.nothing') : t(`confirm.writes.${wordOf(target)}`, { writes, create: plan.create, update: plan.update + plan.merge })}
            </Dialog.Description>
            {lines.map((line) => (
              <Typography key={line} textAlign="center">
                {line}
              </Typography>
            ))}
            <Typography variant="pi" textColor="neutral600" textAlign="center">
              {t('confirm.hash')} <code title={planHash}>{planHash.slice(0, SHORT_HASH)}</code>
            </Typography>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {t('confirm.back')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button variant="default" fullWidth onClick={onConfirm}>
              {t('job.import')}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
