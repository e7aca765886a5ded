import { IconButton, Status, Td, Tr, Typography } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';

import type { ExternalSourceDto } from '../api/external-sources-api';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { ConfirmButton } from './ConfirmButton';
import { ListActions, ListTable } from './ListTable';

interface SourcesTableProps {
  sources: ExternalSourceDto[];
  onEdit: (source: ExternalSourceDto) => void;
  onDelete: (source: ExternalSourceDto) => void;
}

export const SourcesTable = ({ sources, onEdit, onDelete }: SourcesTableProps) => {
  const t = useTranslate();
  const has = useRights();

  return (
    <ListTable
      label={t('sources.title')}
      columns={(['name', 'url', 'active'] as const).map((column) => t(`sources.${column}`))}
      rowCount={sources.length}
    >
      {sources.map((source) => (
        <Tr key={source.id}>
          <Td>
            <Typography fontWeight="semiBold">{source.name}</Typography>
          </Td>
          <Td>
            <Typography textColor="neutral600" ellipsis tag="p" maxWidth="40rem">
              {source.urlTemplate ?? '–'}
            </Typography>
          </Td>
          <Td>
            <Status variant={source.active ? 'success' : 'neutral'} size="S" width="fit-content">
              <Typography tag="span" fontWeight="bold">
                {source.active ? t('sources.isActive') : t('sources.isInactive')}
              </Typography>
            </Status>
          </Td>
          <ListActions>
            {has('external-source.edit') ? (
              <IconButton variant="ghost" label={t('sources.edit', { name: source.name })} onClick={() => onEdit(source)}>
                <Pencil />
              </IconButton>
            ) : null}
            {has('external-source.delete') ? (
              <ConfirmButton
                iconOnly
                icon={<Trash />}
                label={t('sources.delete', { name: source.name })}
                title={t('sources.delete.title')}
                body={t('sources.delete.body', { name: source.name })}
                confirmLabel={t('delete')}
                confirmVariant="danger"
                onConfirm={() => onDelete(source)}
              />
            ) : null}
          </ListActions>
        </Tr>
      ))}
    </ListTable>
  );
};
