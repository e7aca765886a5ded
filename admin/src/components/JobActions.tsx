import * as React from 'react';
import { Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { Check, Cross, WarningCircle } from '@strapi/icons';
import type { JobDto, PlanCounts } from '../../../server/src/contracts';

import { useCancelJobMutation, useImportJobMutation } from '../api/jobs-api';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { canCancel } from '../utils/job-state';
import { ConfirmButton } from './ConfirmButton';
import { ErrorNote } from './ErrorNote';

interface JobActionsProps {
  job: JobDto;
  size?: 'S' | 'L';
  /** After the confirmation was accepted. */
  onImport?: () => void;
}

/** Import and Cancel, offered to whom and when the server would accept them. */
export const JobActions = ({ job, size = 'S', onImport }: JobActionsProps) => {
  const t = useTranslate();
  const has = useRights();
  const [importJob, importing] = useImportJobMutation();
  const [cancelJob, cancelling] = useCancelJobMutation();
  const mayEdit = has('import-job.edit');
  const { planHash, plan } = job;
  const canImport = mayEdit && job.state === 'validated' && !job.test && planHash !== null && plan !== null;

  const start = async (): Promise<void> => {
    if (planHash !== null && 'data' in (await importJob({ id: job.id, planHash }))) {
      onImport?.();
    }
  };

  return (
    <Flex direction="column" alignItems="flex-end" gap={2}>
      <Flex gap={2}>
        {mayEdit && canCancel(job.state) ? (
          <ConfirmButton
            size={size}
            variant="danger-light"
            icon={<Cross />}
            label={t('job.cancel')}
            title={t('job.cancel.title')}
            body={job.startedAt === null ? t('job.cancel.before') : t('job.cancel.during')}
            confirmLabel={t('job.cancel')}
            confirmVariant="danger"
            loading={cancelling.isLoading}
            onConfirm={() => void cancelJob(job.id)}
          />
        ) : null}
        {canImport && plan !== null ? (
          <ImportButton size={size} plan={plan} target={job.target} loading={importing.isLoading} onConfirm={() => void start()} />
        ) : null}
      </Flex>
      <ErrorNote error={importing.error ?? cancelling.error} onClose={() => (importing.reset(), cancelling.reset())} />
    </Flex>
  );
};

interface ImportButtonProps {
  size: 'S' | 'L';
  plan: PlanCounts;
  target: JobDto['target'];
  loading: boolean;
  onConfirm: () => void;
}

const ImportButton = ({ size, plan, target, loading, onConfirm }: ImportButtonProps) => {
  const t = useTranslate();
  const writes = plan.create + plan.update + plan.merge + plan.delete;
  const left = plan.invalid + plan.hold + plan.skip;

  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <Button size={size} startIcon={<Check />} loading={loading}>
          {t('job.import')}
        </Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{t('confirm.title')}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="warning600" />}>
          <Flex direction="column" gap={2}>
            <Dialog.Description>
              {writes === 0 ? t('confirm.nothing') : t(`confirm.writes.${target}`, { writes, create: plan.create, update: plan.update + plan.merge })}
            </Dialog.Description>
            {target === 'contacts' && plan.organizationsCreate > 0 ? (
              <Typography textAlign="center">{t('confirm.organizations', { count: plan.organizationsCreate })}</Typography>
            ) : null}
            {left > 0 ? <Typography textAlign="center">{t('confirm.left', { count: left })}</Typography> : null}
            {plan.unchanged > 0 ? <Typography textAlign="center">{t('confirm.unchanged', { count: plan.unchanged })}</Typography> : null}
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
