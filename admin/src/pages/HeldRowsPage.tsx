import * as React from 'react';
import { Box, Button, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Page } from '@strapi/strapi/admin';
import type { HeldDecision, HeldRowDto } from '../../../server/src/contracts';

import { useListHeldRowsQuery } from '../api/held-rows-api';
import { ChoiceField } from '../components/ChoiceField';
import { ErrorNote } from '../components/ErrorNote';
import { HeldBulkActions } from '../components/HeldBulkActions';
import { HeldDialog } from '../components/HeldDialog';
import { HeldRowsTable } from '../components/HeldRowsTable';
import { SectionLayout } from '../components/SectionLayout';
import { TablePagination } from '../components/TablePagination';
import { useAddressFilter } from '../hooks/use-address-filter';
import { useDecide } from '../hooks/use-decide';
import { usePageParams } from '../hooks/use-page-params';
import { usePollingInterval } from '../hooks/use-polling-interval';
import { useRights } from '../hooks/use-rights';
import { useSettling } from '../hooks/use-settling';
import { useTranslate } from '../hooks/use-translate';
import { SLOW_POLL_MS } from '../utils/polling-pace';

const STATES = ['open', 'decided'] as const;
const NONE: ReadonlySet<string> = new Set();

const HeldRowsPage = () => {
  const t = useTranslate();
  const { page, pageSize } = usePageParams();
  const { get, set } = useAddressFilter();
  const [state, job] = [STATES.find((each) => each === get('state')) ?? STATES[0], get('job')];
  const { pollingInterval, setRunning } = usePollingInterval(SLOW_POLL_MS);
  const { begin: settle } = useSettling(setRunning);
  const query = { page, pageSize, state, ...(job === undefined ? {} : { job }) };
  const { data, isLoading, error } = useListHeldRowsQuery(query, { pollingInterval, refetchOnMountOrArgChange: true });
  const may = useRights();
  const mayDecide = may('held-row.decide') || may('import-job.edit');
  const { decideMany, isLoading: isDeciding, error: decideError, reset } = useDecide();
  const [selected, setSelected] = React.useState(NONE);
  const [opened, setOpened] = React.useState<HeldRowDto | null>(null);
  React.useEffect(() => setSelected(NONE), [page, pageSize, state, job]);

  if (isLoading) {
    return <Page.Loading />;
  }
  const rows = data?.results ?? [];
  const chosen = rows.filter(({ id }) => selected.has(id));
  const jobName = rows[0]?.job.name;
  const decide = async (decision: HeldDecision): Promise<void> => {
    if (!(await decideMany(chosen.map(({ id }) => id), decision))) return;
    setSelected(NONE);
    settle();
  };
  const close = (): void => {
    setOpened(null);
    settle();
  };

  return (
    <SectionLayout title={t('held.title')} subtitle={t('held.subtitle')}>
      <Flex justifyContent="space-between" alignItems="flex-end" gap={4} paddingBottom={4} wrap="wrap">
        <Box minWidth="24rem">
          <ChoiceField
            name="state"
            label={t('rows.show')}
            value={state}
            options={STATES.map((value) => ({ value, label: t(`held.state.${value}`) }))}
            onChange={(value) => set('state', value === STATES[0] ? undefined : value)}
          />
        </Box>
        {job === undefined ? null : (
          <Button variant="secondary" endIcon={<Cross />} onClick={() => set('job', undefined)}>
            {jobName === undefined ? t('held.onlyOne') : t('held.only', { job: jobName })}
          </Button>
        )}
      </Flex>
      <ErrorNote error={decideError ?? error} onClose={decideError === undefined ? undefined : reset} />
      {chosen.length === 0 ? null : (
        <HeldBulkActions
          count={chosen.length}
          canBeSame={chosen.every(({ candidates }) => candidates.length === 1)}
          loading={isDeciding}
          onDecide={(decision) => void decide(decision)}
        />
      )}
      {data !== undefined && rows.length === 0 ? (
        <EmptyStateLayout icon={<EmptyDocuments width="16rem" />} content={t(`held.empty.${state}`)} hasRadius shadow="filterShadow" />
      ) : null}
      {data === undefined || rows.length === 0 ? null : (
        <>
          <Typography variant="pi" textColor="neutral600" tag="p" paddingBottom={2} role="status">
            {t('held.count', { count: data.pagination.total })}
          </Typography>
          <HeldRowsTable rows={rows} selected={selected} onSelect={mayDecide && state === 'open' ? setSelected : undefined} onOpen={setOpened} />
          <TablePagination pagination={data.pagination} />
        </>
      )}
      {opened === null ? null : <HeldDialog held={opened} onClose={close} />}
    </SectionLayout>
  );
};

export default HeldRowsPage;
