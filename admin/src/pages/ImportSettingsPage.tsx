import { EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Page } from '@strapi/strapi/admin';

import { useDeleteImportSettingMutation, useListImportSettingsQuery } from '../api/import-settings-api';
import { ErrorNote } from '../components/ErrorNote';
import { SectionLayout } from '../components/SectionLayout';
import { SettingsTable } from '../components/SettingsTable';
import { TablePagination } from '../components/TablePagination';
import { usePageParams } from '../hooks/use-page-params';
import { useTranslate } from '../hooks/use-translate';

const ImportSettingsPage = () => {
  const t = useTranslate();
  const { page, pageSize } = usePageParams();
  const { data, isLoading, error } = useListImportSettingsQuery({ page, pageSize });
  const [remove, removing] = useDeleteImportSettingMutation();

  if (isLoading) {
    return <Page.Loading />;
  }

  const isEmpty = data !== undefined && data.pagination.total === 0;
  return (
    <SectionLayout title={t('settings.title')} subtitle={t('settings.subtitle')}>
      <ErrorNote error={removing.error ?? error} onClose={removing.reset} />
      {isEmpty ? (
        <EmptyStateLayout icon={<EmptyDocuments width="16rem" />} content={t('settings.empty')} hasRadius shadow="filterShadow" />
      ) : null}
      {data === undefined || isEmpty ? null : (
        <>
          <SettingsTable settings={data.results} onDelete={(setting) => void remove(setting.id)} />
          <TablePagination pagination={data.pagination} />
        </>
      )}
    </SectionLayout>
  );
};

export default ImportSettingsPage;
