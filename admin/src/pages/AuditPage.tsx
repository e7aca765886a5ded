import { Box, EmptyStateLayout, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Page } from '@strapi/strapi/admin';
import { AUDIT_ACTIONS } from '../../../server/src/contracts';

import { useListAuditQuery } from '../api/audit-api';
import { AuditTable } from '../components/AuditTable';
import { ChoiceField } from '../components/ChoiceField';
import { ErrorNote } from '../components/ErrorNote';
import { SectionLayout } from '../components/SectionLayout';
import { TablePagination } from '../components/TablePagination';
import { useAddressFilter } from '../hooks/use-address-filter';
import { usePageParams } from '../hooks/use-page-params';
import { useTranslate } from '../hooks/use-translate';
import { toPermission } from '../utils/rights';

/** The select takes an empty value for no choice. */
const EVERYTHING = 'all';

const AuditList = () => {
  const t = useTranslate();
  const { page, pageSize } = usePageParams();
  const { get, set } = useAddressFilter();
  const [action, q, job] = [AUDIT_ACTIONS.find((each) => each === get('action')), get('q'), get('job')];
  const query = { page, pageSize, ...(action === undefined ? {} : { action }), ...(q === undefined ? {} : { q }), ...(job === undefined ? {} : { job }) };
  const { data, isLoading, error } = useListAuditQuery(query, { refetchOnMountOrArgChange: true });
  const isFiltered = [action, q, job].some((value) => value !== undefined);
  const actions = [{ value: EVERYTHING, label: t('audit.all') }, ...AUDIT_ACTIONS.map((value) => ({ value: value as string, label: t(`audit.is.${value}`) }))];

  return (
    <SectionLayout title={t('audit.title')} subtitle={t('audit.subtitle')}>
      <Flex gap={4} paddingBottom={4} alignItems="flex-end" wrap="wrap">
        <Box minWidth="24rem">
          <ChoiceField name="action" label={t('audit.action')} value={action ?? EVERYTHING} options={actions} onChange={(value) => set('action', value === EVERYTHING ? undefined : value)} />
        </Box>
        <Field.Root name="q">
          <Field.Label>{t('audit.who')}</Field.Label>
          <TextInput value={q ?? ''} maxLength={200} onChange={({ target }: { target: HTMLInputElement }) => set('q', target.value)} />
        </Field.Root>
      </Flex>
      <ErrorNote error={error} />
      {isLoading ? <Page.Loading /> : null}
      {data !== undefined && data.results.length === 0 ? (
        <EmptyStateLayout icon={<EmptyDocuments width="16rem" />} content={t(isFiltered ? 'audit.empty.filtered' : 'audit.empty')} hasRadius shadow="filterShadow" />
      ) : null}
      {data === undefined || data.results.length === 0 ? null : (
        <>
          <Typography variant="pi" textColor="neutral600" tag="p" paddingBottom={2} role="status">
            {t('audit.count', { count: data.pagination.total })}
          </Typography>
          <AuditTable entries={data.results} />
          <TablePagination pagination={data.pagination} />
        </>
      )}
    </SectionLayout>
  );
};

const AuditPage = () => (
  <Page.Protect permissions={[toPermission('audit.view')]}>
    <AuditList />
  </Page.Protect>
);

export default AuditPage;
