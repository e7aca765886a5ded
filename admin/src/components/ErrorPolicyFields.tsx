import { Grid } from '@strapi/design-system';
import { ON_ERROR } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import type { Policies } from '../utils/setting-draft';
import { ChoiceField } from './ChoiceField';
import { CountField } from './CountField';

interface ErrorPolicyFieldsProps {
  value: Policies['onError'];
  /** Stop after how many was not said. */
  isIncomplete: boolean;
  disabled: boolean;
  onChange: (value: Policies['onError']) => void;
}

/** What bad rows do to the good ones. */
export const ErrorPolicyFields = ({ value, isIncomplete, disabled, onChange }: ErrorPolicyFieldsProps) => {
  const t = useTranslate();

  return (
    <Grid.Root gap={5}>
      <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
        <ChoiceField
          name="onError"
          label={t('advanced.onError')}
          value={value.policy}
          options={ON_ERROR.map((policy) => ({ value: policy, label: t(`onError.${policy}`) }))}
          disabled={disabled}
          // Numbers of a policy that has none would only surprise whoever reads the setting.
          onChange={(policy) => onChange(policy === 'stop-after' ? { ...value, policy } : { policy, rows: 0, percent: 0 })}
        />
      </Grid.Item>
      {value.policy !== 'stop-after' ? null : (
        <>
          <Grid.Item col={3} s={6} direction="column" alignItems="stretch">
            <CountField
              name="onError.rows"
              label={t('onError.rows')}
              value={value.rows === 0 ? null : value.rows}
              disabled={disabled}
              error={isIncomplete ? t('onError.needed') : undefined}
              onChange={(rows) => onChange({ ...value, rows: rows ?? 0 })}
            />
          </Grid.Item>
          <Grid.Item col={3} s={6} direction="column" alignItems="stretch">
            <CountField
              name="onError.percent"
              label={t('onError.percent')}
              value={value.percent === 0 ? null : value.percent}
              max={100}
              disabled={disabled}
              onChange={(percent) => onChange({ ...value, percent: percent ?? 0 })}
            />
          </Grid.Item>
        </>
      )}
    </Grid.Root>
  );
};
