import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { JobDto } from '../../../server/src/contracts';

import { useDurationText } from '../hooks/use-duration-text';
import { useTranslate } from '../hooks/use-translate';
import { toImportTotals } from '../utils/import-totals';
import { isFinal, isRunning } from '../utils/job-state';
import { NamedProgressBar } from './NamedProgressBar';

/** A job's result in one table cell: how far it is, what it would do, or what it did. */
export const ImportResult = ({ job }: { job: JobDto }) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const durationText = useDurationText();

  if (isRunning(job.state) && job.progress.phase !== null) {
    const { done, total, phase, remainingMs } = job.progress;
    return (
      <Flex direction="column" alignItems="flex-start" gap={1} minWidth="12rem">
        <NamedProgressBar label={t(`progress.${phase}`)} share={total === 0 ? 0 : done / total} />
        <Typography variant="pi" textColor="neutral600">
          {t('progress.rows', { done: formatNumber(done), total: formatNumber(total) })}
        </Typography>
        {remainingMs === null ? null : (
          <Typography variant="pi" textColor="neutral600">
            {t('progress.remaining', { time: durationText(remainingMs) })}
          </Typography>
        )}
      </Flex>
    );
  }
  if (isFinal(job.state) && job.outcome !== null) {
    const { imported, notImported } = toImportTotals(job.outcome);
    return (
      <Flex direction="column" alignItems="flex-start">
        <Typography>{t('imports.imported', { count: imported })}</Typography>
        {notImported === 0 ? null : (
          <Typography variant="pi" textColor="danger700">
            {t('imports.notImported', { count: notImported })}
          </Typography>
        )}
      </Flex>
    );
  }
  return <Typography>{t('imports.rows', { count: job.rows })}</Typography>;
};
