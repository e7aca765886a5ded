import * as React from 'react';
import { EmptyStateLayout, LinkButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Page } from '@strapi/strapi/admin';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { NavLink } from 'react-router-dom';

import { useListJobsQuery } from '../api/jobs-api';
import { ErrorNote } from '../components/ErrorNote';
import { ImportsTable } from '../components/ImportsTable';
import { SectionLayout } from '../components/SectionLayout';
import { TablePagination } from '../components/TablePagination';
import { usePageParams } from '../hooks/use-page-params';
import { SLOW_POLL_MS, usePollingInterval } from '../hooks/use-polling-interval';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { isRunning } from '../utils/job-state';
import { IMPORT_RIGHTS } from '../utils/rights';

const NewImportButton = ({ size }: { size: 'S' | 'M' }) => {
  const t = useTranslate();
  const mayImport = useRights()(...IMPORT_RIGHTS);

  return mayImport ? (
    <LinkButton tag={NavLink} to={ADDRESS.fileStep()} startIcon={<Plus />} size={size}>
      {t('imports.new')}
    </LinkButton>
  ) : null;
};

const ImportsPage = () => {
  const t = useTranslate();
  const { page, pageSize } = usePageParams();
  const { pollingInterval, setRunning } = usePollingInterval(SLOW_POLL_MS);
  const { data, isLoading, error } = useListJobsQuery({ page, pageSize }, { pollingInterval, refetchOnMountOrArgChange: true });

  const running = data?.results.some((job) => isRunning(job.state)) ?? false;
  React.useEffect(() => setRunning(running), [running, setRunning]);

  if (isLoading) {
    return <Page.Loading />;
  }

  const isEmpty = data !== undefined && data.pagination.total === 0;
  return (
    <SectionLayout
      title={t('imports.title')}
      subtitle={t('imports.subtitle')}
      primaryAction={isEmpty ? undefined : <NewImportButton size="M" />}
    >
      <ErrorNote error={error} />
      {isEmpty ? (
        <EmptyStateLayout
          icon={<EmptyDocuments width="16rem" />}
          content={t('imports.empty')}
          action={<NewImportButton size="M" />}
          hasRadius
          shadow="filterShadow"
        />
      ) : null}
      {data === undefined || isEmpty ? null : (
        <>
          <ImportsTable jobs={data.results} />
          <TablePagination pagination={data.pagination} />
        </>
      )}
    </SectionLayout>
  );
};

export default ImportsPage;
