import * as React from 'react';
import { EmptyStateLayout, Flex, Loader, Typography } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Page } from '@strapi/strapi/admin';
import { TARGETS } from '../../../server/src/contracts';

import { useListJobsQuery } from '../api/jobs-api';
import { ErrorNote } from '../components/ErrorNote';
import { ImportsEmpty } from '../components/ImportsEmpty';
import { ImportsFilter } from '../components/ImportsFilter';
import { ImportsTable } from '../components/ImportsTable';
import { NewImportButton } from '../components/NewImportButton';
import { Note } from '../components/Note';
import { SectionLayout } from '../components/SectionLayout';
import { TablePagination } from '../components/TablePagination';
import { UnfinishedNote } from '../components/UnfinishedNote';
import { useAddressFilter } from '../hooks/use-address-filter';
import { usePageParams } from '../hooks/use-page-params';
import { usePollingInterval } from '../hooks/use-polling-interval';
import { useReturn } from '../hooks/use-return';
import { useTranslate } from '../hooks/use-translate';
import { DISPLAY_STATUSES, isRunning } from '../utils/job-state';
import { SLOW_POLL_MS } from '../utils/polling-pace';

const ImportsPage = () => {
  const t = useTranslate();
  const { page, pageSize } = usePageParams();
  const { get, set } = useAddressFilter();
  const status = DISPLAY_STATUSES.find((each) => each === get('status'));
  const target = TARGETS.find((each) => each === get('target'));
  const q = get('q');
  const { pollingInterval, setRunning } = usePollingInterval(SLOW_POLL_MS);
  const query = { page, pageSize, ...(status === undefined ? {} : { status }), ...(target === undefined ? {} : { target }), ...(q === undefined ? {} : { q }) };
  const { data, currentData, isLoading, error, refetch } = useListJobsQuery(query, { pollingInterval, refetchOnMountOrArgChange: true });
  useReturn(refetch);

  const running = data?.results.filter((job) => isRunning(job.state)) ?? [];
  const remainingMs = running.length === 1 ? (running[0]?.progress.remainingMs ?? null) : null;
  React.useEffect(() => setRunning(running.length > 0, remainingMs), [running.length, remainingMs, setRunning]);

  if (isLoading) {
    return <Page.Loading />;
  }

  const isFiltered = status !== undefined || target !== undefined || q !== undefined;
  const isEmpty = currentData !== undefined && currentData.pagination.total === 0;
  const isFirst = isEmpty && !isFiltered;
  const button = <NewImportButton pollingInterval={pollingInterval} />;
  return (
    <SectionLayout title={t('imports.title')} subtitle={t('imports.subtitle')} primaryAction={isFirst ? undefined : button}>
      <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={4}>
        <UnfinishedNote />
        {error !== undefined && data !== undefined ? <Note kind="warning">{t('imports.stale')}</Note> : <ErrorNote error={error} />}
      </Flex>
      {isFirst ? <ImportsEmpty action={button} /> : <ImportsFilter status={status} target={target} q={q} onChange={set} />}
      {currentData === undefined && error === undefined ? <Loader>{t('loading')}</Loader> : null}
      {isEmpty && isFiltered ? (
        <EmptyStateLayout icon={<EmptyDocuments width="16rem" />} content={t('imports.empty.filtered')} hasRadius shadow="filterShadow" />
      ) : null}
      {currentData === undefined || isEmpty ? null : (
        <>
          <Typography variant="pi" textColor="neutral600" tag="p" paddingBottom={2} role="status">
            {t('imports.count', { count: currentData.pagination.total })}
          </Typography>
          <ImportsTable jobs={currentData.results} />
          <TablePagination pagination={currentData.pagination} />
        </>
      )}
    </SectionLayout>
  );
};

export default ImportsPage;
