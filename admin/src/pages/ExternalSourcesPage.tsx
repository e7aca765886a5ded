import * as React from 'react';
import { Button, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Plus } from '@strapi/icons';
import { Page } from '@strapi/strapi/admin';

import { useDeleteExternalSourceMutation, useListExternalSourcesQuery, type ExternalSourceDto } from '../api/external-sources-api';
import { ErrorNote } from '../components/ErrorNote';
import { SectionLayout } from '../components/SectionLayout';
import { SourceDialog } from '../components/SourceDialog';
import { SourcesTable } from '../components/SourcesTable';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';

const ExternalSourcesPage = () => {
  const t = useTranslate();
  const mayAdd = useRights()('external-source.add');
  const { data, isLoading, error } = useListExternalSourcesQuery();
  const [remove, removing] = useDeleteExternalSourceMutation();
  const [edited, setEdited] = React.useState<ExternalSourceDto | 'new' | null>(null);

  if (isLoading) {
    return <Page.Loading />;
  }

  const addButton = mayAdd ? (
    <Button size="M" startIcon={<Plus />} onClick={() => setEdited('new')}>
      {t('sources.new')}
    </Button>
  ) : undefined;
  const isEmpty = data?.length === 0;
  return (
    <SectionLayout title={t('sources.title')} subtitle={t('sources.subtitle')} primaryAction={isEmpty ? undefined : addButton}>
      <ErrorNote error={removing.error ?? error} onClose={removing.reset} />
      {isEmpty ? (
        <EmptyStateLayout
          icon={<EmptyDocuments width="16rem" />}
          content={t('sources.empty')}
          action={addButton}
          hasRadius
          shadow="filterShadow"
        />
      ) : null}
      {data === undefined || isEmpty ? null : (
        <SourcesTable sources={data} onEdit={setEdited} onDelete={(source) => void remove(source.id)} />
      )}
      {edited === null ? null : <SourceDialog source={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </SectionLayout>
  );
};

export default ExternalSourcesPage;
