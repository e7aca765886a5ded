import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';

import { useListImportSettingsQuery, type ImportSettingDto } from '../api/import-settings-api';
import { useTargetLabel } from '../hooks/use-target-label';
import { useTranslate } from '../hooks/use-translate';
import { Panel } from './Panel';

const NEW = 'new';
const FIRST_HUNDRED = { page: 1, pageSize: 100 };

interface SettingFieldProps {
  value: string | null;
  /** Stands in the list even where the list does not reach it. */
  current: ImportSettingDto | null;
  onChange: (id: string | null) => void;
}

/** A saved import setting, or a new one. */
export const SettingField = ({ value, current, onChange }: SettingFieldProps) => {
  const t = useTranslate();
  const labelOf = useTargetLabel();
  const { data } = useListImportSettingsQuery(FIRST_HUNDRED);
  const listed = data?.results ?? [];
  const settings = current === null || listed.some((setting) => setting.id === current.id) ? listed : [current, ...listed];

  return (
    <Panel title={t('profile.configure')}>
      <Field.Root name="setting" hint={t('profile.setting.hint')} maxWidth="64rem">
        <Field.Label>{t('profile.setting')}</Field.Label>
        <SingleSelect value={value ?? NEW} onChange={(id) => onChange(id === NEW ? null : String(id))}>
          <SingleSelectOption value={NEW}>{t('profile.setting.new')}</SingleSelectOption>
          {settings.map((setting) => (
            <SingleSelectOption key={setting.id} value={setting.id}>
              {t('profile.setting.option', { name: setting.name, target: labelOf(setting.target) })}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <Field.Hint />
      </Field.Root>
    </Panel>
  );
};
