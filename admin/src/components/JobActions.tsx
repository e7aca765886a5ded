import { Flex } from '@strapi/design-system';
import { ArrowClockwise, Cross, Trash } from '@strapi/icons';
import type { JobDto } from '../../../server/src/contracts';

import { useCancelJobMutation, useImportJobMutation, usePurgeJobMutation, useRetryJobMutation } from '../api/jobs-api';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { canCancel, canPurge, canUndo, countRetryRows } from '../utils/job-state';
import { ConfirmButton } from './ConfirmButton';
import { ErrorNote } from './ErrorNote';
import { ImportButton } from './ImportButton';
import { UndoButton } from './UndoButton';

interface JobActionsProps {
  job: JobDto;
  size?: 'S' | 'L';
  /** After the confirmation was accepted. */
  onImport?: () => void;
}

/** Import, Cancel, Retry, Undo and the deletion of what is stored, offered to whom and when the server would accept them. */
export const JobActions = ({ job, size = 'S', onImport }: JobActionsProps) => {
  const t = useTranslate();
  const has = useRights();
  const [importJob, importing] = useImportJobMutation();
  const [cancelJob, cancelling] = useCancelJobMutation();
  const [retryJob, retrying] = useRetryJobMutation();
  const [purgeJob, purging] = usePurgeJobMutation();
  const mayEdit = has('import-job.edit');
  const mayImport = has('import-job.edit', 'external-entity.import');
  const { planHash, plan } = job;
  const canImport = mayImport && job.state === 'validated' && !job.test && planHash !== null;
  const retryRows = countRetryRows(job);

  const start = async (): Promise<void> => {
    if (planHash !== null && 'data' in (await importJob({ id: job.id, planHash }))) {
      onImport?.();
    }
  };

  return (
    <Flex direction="column" alignItems="flex-end" gap={2}>
      <Flex gap={2} wrap="wrap" justifyContent="flex-end">
        {has('import-job.delete') && canPurge(job) ? (
          <ConfirmButton
            size={size}
            variant="tertiary"
            icon={<Trash />}
            label={t('purge.button')}
            title={t('purge.title')}
            body={t('purge.body')}
            confirmLabel={t('purge.button')}
            confirmVariant="danger"
            loading={purging.isLoading}
            onConfirm={() => void purgeJob(job.id)}
          />
        ) : null}
        {has('import-job.undo') && canUndo(job) ? <UndoButton job={job} size={size} /> : null}
        {mayEdit && canCancel(job.state) ? (
          <ConfirmButton
            size={size}
            variant="danger-light"
            icon={<Cross />}
            label={t('job.cancel')}
            title={t('job.cancel.title')}
            body={job.startedAt === null && job.attempt.number === 1 ? t('job.cancel.before') : t('job.cancel.during')}
            confirmLabel={t('job.cancel')}
            confirmVariant="danger"
            loading={cancelling.isLoading}
            onConfirm={() => void cancelJob(job.id)}
          />
        ) : null}
        {mayImport && retryRows > 0 ? (
          <ConfirmButton
            size={size}
            variant="secondary"
            icon={<ArrowClockwise />}
            label={t('job.retry', { count: retryRows })}
            title={t('job.retry.title')}
            body={t('job.retry.body', { count: retryRows })}
            confirmLabel={t('job.retry', { count: retryRows })}
            confirmVariant="default"
            loading={retrying.isLoading}
            onConfirm={() => void retryJob(job.id)}
          />
        ) : null}
        {canImport && plan !== null && planHash !== null ? (
          <ImportButton
            size={size}
            plan={plan}
            planHash={planHash}
            target={job.target}
            disabled={job.blockers.length > 0}
            loading={importing.isLoading}
            onConfirm={() => void start()}
          />
        ) : null}
      </Flex>
      <ErrorNote
        error={importing.error ?? cancelling.error ?? retrying.error ?? purging.error}
        onClose={() => (importing.reset(), cancelling.reset(), retrying.reset(), purging.reset())}
      />
    </Flex>
  );
};
