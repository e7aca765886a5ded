import * as React from 'react';
import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { JobDto, OutcomeCounts } from '../../../server/src/contracts';

import { useRights } from '../hooks/use-rights';
import { useTranslate, type MessageKey } from '../hooks/use-translate';
import { toImportTotals } from '../utils/import-totals';
import { countFixableRows } from '../utils/job-state';
import { DownloadButton } from './DownloadButton';
import { Panel } from './Panel';

type Part = keyof OutcomeCounts & ('created' | 'updated' | 'merged' | 'invalid' | 'failed' | 'held' | 'skipped' | 'notProcessed');
const IMPORTED_PARTS: readonly Part[] = ['created', 'updated', 'merged'];
const NOT_IMPORTED_PARTS: readonly Part[] = ['invalid', 'failed', 'held', 'skipped', 'notProcessed'];

/** What an import did, as one sentence and its parts. */
export const ImportReport = ({ job, outcome }: { job: JobDto; outcome: OutcomeCounts }) => {
  const t = useTranslate();
  const { formatList } = useIntl();
  const totals = toImportTotals(outcome);
  const partsOf = (parts: readonly Part[]): string =>
    formatList(parts.filter((part) => outcome[part] > 0).map((part) => t(`report.${part}` as MessageKey, { count: outcome[part] })), { type: 'unit' });
  // The panel for mending rows has the same button.
  const offersErrors = useRights()('import-job.edit') && countFixableRows(job) > 0;
  const organizations = outcome.organizationsCreated + outcome.organizationsUpdated;

  return (
    <Panel
      title={t('report.title')}
      action={
        job.purgedAt !== null ? undefined : <Flex gap={2} wrap="wrap">
          {totals.notImported === 0 || offersErrors ? null : (
            <DownloadButton path={`/jobs/${job.id}/errors.csv`} fileName={`${job.name}-errors.csv`}>
              {t('download.errors')}
            </DownloadButton>
          )}
          <DownloadButton path={`/jobs/${job.id}/results.csv`} fileName={`${job.name}-results.csv`}>
            {t('download.results')}
          </DownloadButton>
        </Flex>
      }
    >
      <Flex direction="column" alignItems="flex-start" gap={2}>
        <ReportLine title={t(`report.imported.${job.target}`, { count: totals.imported })} parts={partsOf(IMPORTED_PARTS)} />
        <ReportLine title={t('report.notImported', { count: totals.notImported })} parts={partsOf(NOT_IMPORTED_PARTS)} />
        <ReportLine title={t('report.unchanged', { count: totals.unchanged })} parts="" />
        {job.target === 'contacts' && organizations > 0 ? (
          <Typography textColor="neutral600">
            {t('report.organizations', { created: outcome.organizationsCreated, updated: outcome.organizationsUpdated })}
          </Typography>
        ) : null}
      </Flex>
    </Panel>
  );
};

const ReportLine = ({ title, parts }: { title: string; parts: string }) => (
  <Typography tag="p">
    <Typography tag="strong" fontWeight="bold">
      {title}
    </Typography>
    {parts === '' ? '' : `: ${parts}`}
  </Typography>
);
