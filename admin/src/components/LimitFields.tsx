import { Grid } from '@strapi/design-system';
import type { PlanLimits } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { CountField } from './CountField';

const KINDS = ['updates', 'merges', 'clears', 'deletes'] as const satisfies readonly (keyof PlanLimits)[];

interface LimitFieldsProps {
  value: PlanLimits;
  disabled: boolean;
  onChange: (limits: PlanLimits) => void;
}

/** How much an import may change before it waits for somebody who raises the limit. */
export const LimitFields = ({ value, disabled, onChange }: LimitFieldsProps) => {
  const t = useTranslate();

  return (
    <Grid.Root gap={5}>
      {KINDS.map((kind) => (
        <Grid.Item key={kind} col={3} s={6} direction="column" alignItems="stretch">
          <CountField
            name={`limits.${kind}`}
            label={t(`limits.${kind}`)}
            value={value[kind]}
            placeholder={t('limits.none')}
            disabled={disabled}
            onChange={(limit) => onChange({ ...value, [kind]: limit })}
          />
        </Grid.Item>
      ))}
    </Grid.Root>
  );
};
