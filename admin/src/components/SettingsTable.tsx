import { Td, Tr, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';

import type { ImportSettingDto } from '../api/import-settings-api';
import { useLabels } from '../hooks/use-labels';
import { useRights } from '../hooks/use-rights';
import { useTargetLabel } from '../hooks/use-target-label';
import { useTranslate } from '../hooks/use-translate';
import { ConfirmButton } from './ConfirmButton';
import { ListActions, ListTable } from './ListTable';

interface SettingsTableProps {
  settings: ImportSettingDto[];
  onDelete: (setting: ImportSettingDto) => void;
}

export const SettingsTable = ({ settings, onDelete }: SettingsTableProps) => {
  const t = useTranslate();
  const labelOf = useTargetLabel();
  const labels = useLabels();
  const has = useRights();
  const mayDelete = has('import-settings.delete');
  const mayManageAll = has('import-settings.view-all');

  return (
    <ListTable
      label={t('settings.title')}
      columns={(['name', 'target', 'source', 'matching'] as const).map((column) => t(`settings.column.${column}`))}
      rowCount={settings.length}
    >
      {settings.map((setting) => (
        <Tr key={setting.id}>
          <Td>
            <Typography fontWeight="semiBold" ellipsis tag="p" maxWidth="30rem">
              {setting.name}
            </Typography>
          </Td>
          <Td>
            <Typography>{labelOf(setting.target)}</Typography>
          </Td>
          <Td>
            <Typography>{setting.setting.externalSource ?? '–'}</Typography>
          </Td>
          <Td>
            <Typography textColor="neutral600">{(setting.setting.matchBy ?? []).map(labels.match).join(', ')}</Typography>
          </Td>
          <ListActions>
            {mayDelete && (setting.own || mayManageAll) ? (
              <ConfirmButton
                iconOnly
                icon={<Trash />}
                label={t('settings.delete', { name: setting.name })}
                title={t('settings.delete.title')}
                body={t('settings.delete.body', { name: setting.name })}
                confirmLabel={t('delete')}
                confirmVariant="danger"
                onConfirm={() => onDelete(setting)}
              />
            ) : null}
          </ListActions>
        </Tr>
      ))}
    </ListTable>
  );
};
