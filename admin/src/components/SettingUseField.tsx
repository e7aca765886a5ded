import { Field, Flex, Radio, TextInput, Typography } from '@strapi/design-system';
import { TEXT_LENGTH } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import type { SettingUse } from '../utils/setting-use';
import { Panel } from './Panel';

interface SettingUseFieldProps {
  value: SettingUse;
  options: readonly SettingUse[];
  /** Of the saved setting that was chosen. */
  settingName: string | null;
  name: string;
  nameMissing: boolean;
  onChange: (use: SettingUse) => void;
  onName: (name: string) => void;
}

/** Whether the choices above are saved, and under which name. */
export const SettingUseField = ({ value, options, settingName, name, nameMissing, onChange, onName }: SettingUseFieldProps) => {
  const t = useTranslate();

  return (
    <Panel title={t('use.title')} hint={t('use.hint')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Radio.Group aria-label={t('use.title')} value={value} onValueChange={(use) => onChange(use as SettingUse)}>
          {options.map((use) => (
            <Radio.Item key={use} value={use}>
              {t(`use.${use}`, { name: settingName ?? '' })}
            </Radio.Item>
          ))}
        </Radio.Group>
        {value === 'once' ? (
          <Typography variant="pi" textColor="neutral600">
            {t(settingName === null ? 'use.once.hint' : 'use.once.hintOf', { name: settingName ?? '' })}
          </Typography>
        ) : (
          <Field.Root name="name" required error={nameMissing ? t('required') : undefined} maxWidth="64rem">
            <Field.Label>{t('profile.name')}</Field.Label>
            <TextInput value={name} maxLength={TEXT_LENGTH.default} onChange={(event) => onName(event.target.value)} />
            <Field.Error />
          </Field.Root>
        )}
      </Flex>
    </Panel>
  );
};
