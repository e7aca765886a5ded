import * as React from 'react';
import { Flex, Typography } from '@strapi/design-system';
import type { JobDto, Outcome, OutcomeCounts } from '../../../server/src/contracts';

import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { toImportTotals } from '../utils/import-totals';
import { countFixableRows } from '../utils/job-state';
import { DownloadButton } from './DownloadButton';
import { OutcomeChart } from './OutcomeChart';
import { Panel } from './Panel';
import { ReportLine } from './ReportLine';

interface ImportReportProps {
  job: JobDto;
  outcome: OutcomeCounts;
  /** Absent while there are no rows to show. */
  onShow?: (outcome: Outcome) => void;
}

/** What an import did: one sentence, and how many rows ended how. */
export const ImportReport = ({ job, outcome, onShow }: ImportReportProps) => {
  const t = useTranslate();
  const totals = toImportTotals(outcome);
  // The panel for mending rows has the same button.
  const offersErrors = useRights()('import-job.edit') && countFixableRows(job) > 0;
  const organizations = outcome.organizationsCreated + outcome.organizationsUpdated;

  return (
    <Panel
      title={t('report.title')}
      action={
        job.purgedAt !== null ? undefined : (
          <Flex gap={2} wrap="wrap">
            {totals.notImported === 0 || offersErrors ? null : (
              <DownloadButton path={`/jobs/${job.id}/errors.csv`} fileName={`${job.name}-errors.csv`}>
                {t('download.errors')}
              </DownloadButton>
            )}
            <DownloadButton path={`/jobs/${job.id}/results.csv`} fileName={`${job.name}-results.csv`}>
              {t('download.results')}
            </DownloadButton>
          </Flex>
        )
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <ReportLine target={job.target} outcome={outcome} />
        {job.target === 'contacts' && organizations > 0 ? (
          <Typography textColor="neutral600">
            {t('report.organizations', { created: outcome.organizationsCreated, updated: outcome.organizationsUpdated })}
          </Typography>
        ) : null}
        <OutcomeChart outcome={outcome} onShow={onShow} />
      </Flex>
    </Panel>
  );
};
