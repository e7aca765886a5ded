import { Flex, Table, Tbody, Td, Th, Thead, Tr, Typography, VisuallyHidden } from '@strapi/design-system';
import { Trash } from '@strapi/icons';

import type { ImportSettingDto } from '../api/import-settings-api';
import { useLabels } from '../hooks/use-labels';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { ConfirmButton } from './ConfirmButton';

interface SettingsTableProps {
  settings: ImportSettingDto[];
  onDelete: (setting: ImportSettingDto) => void;
}

export const SettingsTable = ({ settings, onDelete }: SettingsTableProps) => {
  const t = useTranslate();
  const labels = useLabels();
  const has = useRights();
  const mayDelete = has('import-settings.delete');
  const mayManageAll = has('import-settings.view-all');

  return (
    <Table colCount={5} rowCount={settings.length + 1} aria-label={t('settings.title')}>
      <Thead>
        <Tr>
          {(['name', 'target', 'source', 'matching'] as const).map((column) => (
            <Th key={column}>
              <Typography variant="sigma">{t(`settings.column.${column}`)}</Typography>
            </Th>
          ))}
          <Th>
            <VisuallyHidden>{t('actions')}</VisuallyHidden>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {settings.map((setting) => (
          <Tr key={setting.id}>
            <Td>
              <Typography fontWeight="semiBold" ellipsis tag="p" maxWidth="30rem">
                {setting.name}
              </Typography>
            </Td>
            <Td>
              <Typography>{t(`target.${setting.target}`)}</Typography>
            </Td>
            <Td>
              <Typography>{setting.setting.externalSource ?? '–'}</Typography>
            </Td>
            <Td>
              <Typography textColor="neutral600">{(setting.setting.matchBy ?? []).map(labels.match).join(', ')}</Typography>
            </Td>
            <Td>
              <Flex justifyContent="flex-end">
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
              </Flex>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
