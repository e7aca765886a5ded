import { Flex, Typography } from '@strapi/design-system';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { useParams } from 'react-router-dom';

import { ErrorNote } from '../components/ErrorNote';
import { JobActions } from '../components/JobActions';
import { JobBody } from '../components/JobBody';
import { JobFacts } from '../components/JobFacts';
import { JobLog } from '../components/JobLog';
import { StatusBadge } from '../components/StatusBadge';
import { useJob } from '../hooks/use-job';
import { useTargetLabel } from '../hooks/use-target-label';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';

const ImportDetailsPage = () => {
  const t = useTranslate();
  const labelOf = useTargetLabel();
  const { formatDate, formatNumber } = useIntl();
  const { id = '' } = useParams();
  const { job, isLoading, error, isStale } = useJob(id);

  if (isLoading) {
    return <Page.Loading />;
  }
  return (
    <Layouts.Root>
      <Page.Main>
        <Page.Title>{job?.name ?? t('imports.title')}</Page.Title>
        <Layouts.Header
          navigationAction={<BackButton fallback={ADDRESS.imports} />}
          title={job?.name ?? t('job.missing')}
          subtitle={
            job === undefined ? undefined : (
              <Flex gap={3} wrap="wrap">
                <StatusBadge state={job.state} />
                <Typography textColor="neutral600">
                  {t('job.subtitle', {
                    file: job.file.name,
                    rows: formatNumber(job.rows),
                    target: labelOf(job.target),
                    by: job.submittedBy.deleted === true ? t('imports.owner-deleted', { name: job.submittedBy.name }) : job.submittedBy.name,
                    at: formatDate(job.createdAt, { dateStyle: 'medium', timeStyle: 'short' }),
                  })}
                </Typography>
              </Flex>
            )
          }
          primaryAction={job === undefined ? undefined : <JobActions job={job} />}
        />
        <Layouts.Content>
          {job === undefined ? (
            <ErrorNote error={error} />
          ) : (
            <Flex direction="column" alignItems="stretch" gap={6}>
              <JobBody job={job} isStale={isStale} />
              <JobFacts job={job} />
              <JobLog job={job} />
            </Flex>
          )}
        </Layouts.Content>
      </Page.Main>
    </Layouts.Root>
  );
};

export default ImportDetailsPage;
