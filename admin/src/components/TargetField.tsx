import { Field, Flex, Radio, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { isOwnTarget, isTarget, TARGETS, type Target } from '../../../server/src/contracts';

import { useListTargetsQuery } from '../api/targets-api';
import { useTranslate } from '../hooks/use-translate';

interface TargetFieldProps {
  value: Target;
  disabled: boolean;
  onChange: (target: Target) => void;
}

const OTHER = 'other';

/** What the file holds: contacts, organizations, or one of the application's own types that the administrator allows. */
export const TargetField = ({ value, disabled, onChange }: TargetFieldProps) => {
  const t = useTranslate();
  const { data } = useListTargetsQuery();
  const others = (data ?? []).filter(({ uid }) => !isOwnTarget(uid));
  const [first] = others;
  const isOther = !isOwnTarget(value);

  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Field.Root name="target">
        <Typography id="profile-target" variant="pi" fontWeight="bold">
          {t('profile.target')}
        </Typography>
        <Radio.Group
          aria-labelledby="profile-target"
          value={isOther ? OTHER : value}
          disabled={disabled}
          onValueChange={(target) => onChange(isTarget(target) ? target : (first?.uid ?? value))}
        >
          {TARGETS.map((target) => (
            <Radio.Item key={target} value={target}>
              {t(`target.${target}`)}
            </Radio.Item>
          ))}
          {others.length === 0 && !isOther ? null : <Radio.Item value={OTHER}>{t('target.other')}</Radio.Item>}
        </Radio.Group>
      </Field.Root>
      {isOther ? (
        <Field.Root name="type" hint={t('target.type.hint')} maxWidth="64rem">
          <Field.Label>{t('target.type')}</Field.Label>
          <SingleSelect value={value} disabled={disabled} onChange={(uid) => onChange(uid as Target)}>
            {others.map(({ uid, label }) => (
              <SingleSelectOption key={uid} value={uid}>
                {label}
              </SingleSelectOption>
            ))}
          </SingleSelect>
          <Field.Hint />
        </Field.Root>
      ) : null}
    </Flex>
  );
};
