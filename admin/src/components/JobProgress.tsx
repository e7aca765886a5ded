import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { JobDto } from '../../../server/src/contracts';

import { useDurationText } from '../hooks/use-duration-text';
import { useTranslate } from '../hooks/use-translate';
import { isChecking } from '../utils/job-state';
import { NamedProgressBar } from './NamedProgressBar';
import { Panel } from './Panel';

/** What the server is doing, how far it is and how long it will still take. */
export const JobProgress = ({ job }: { job: JobDto }) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const durationText = useDurationText();

  const phase = job.progress.phase ?? (isChecking(job.state) ? 'validate' : 'import');
  const { done, total, remainingMs, rowsPerSecond } = job.progress;
  const title =
    job.state === 'queued' ? t('progress.queued', { position: job.queuePosition ?? 1 })
    : job.state === 'cancelling' ? t('progress.cancelling')
    : job.state === 'interrupted' || job.state === 'paused' ? t('progress.interrupted')
    : t(`progress.${phase}`);

  return (
    <Panel title={title} hint={t('progress.hint')}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <NamedProgressBar label={title} share={total === 0 ? 0 : done / total} />
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <Typography textColor="neutral600">
            {t('progress.rows', { done: formatNumber(done), total: formatNumber(total) })}
          </Typography>
          <Typography textColor="neutral600">
            {[
              rowsPerSecond === null ? null : t('progress.speed', { rows: formatNumber(Math.round(rowsPerSecond)) }),
              remainingMs === null ? null : t('progress.remaining', { time: durationText(remainingMs) }),
            ]
              .filter((text) => text !== null)
              .join(' · ')}
          </Typography>
        </Flex>
      </Flex>
    </Panel>
  );
};
