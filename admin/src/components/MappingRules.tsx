import { Field, Grid, TextInput } from '@strapi/design-system';
import { ON_BLANK, ON_CONFLICT } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import type { FieldRules } from '../utils/mapping';
import { ChoiceField } from './ChoiceField';

const MAX_DEFAULT = 1_000;

interface MappingRulesProps {
  /** Of the column: three fields of the same name in every row would be told apart by nothing else. */
  name: string;
  value: FieldRules;
  onChange: (rules: FieldRules) => void;
}

/** Whose value stays, what a blank cell does, and what stands in for one. */
export const MappingRules = ({ name, value, onChange }: MappingRulesProps) => {
  const t = useTranslate();

  return (
    <Grid.Root gap={5} role="group" aria-label={t('mapping.rulesOf', { column: name })}>
      <Grid.Item col={4} s={12} direction="column" alignItems="stretch">
        <ChoiceField
          name="onConflict"
          label={t('mapping.onConflict')}
          value={value.onConflict}
          options={ON_CONFLICT.map((word) => ({ value: word, label: t(`onConflict.${word}`) }))}
          onChange={(onConflict) => onChange({ ...value, onConflict })}
        />
      </Grid.Item>
      <Grid.Item col={4} s={12} direction="column" alignItems="stretch">
        <ChoiceField
          name="onBlank"
          label={t('mapping.onBlank')}
          value={value.onBlank}
          options={ON_BLANK.map((word) => ({ value: word, label: t(`onBlank.${word}`) }))}
          onChange={(onBlank) => onChange({ ...value, onBlank })}
        />
      </Grid.Item>
      <Grid.Item col={4} s={12} direction="column" alignItems="stretch">
        <Field.Root name="default">
          <Field.Label>{t('mapping.default')}</Field.Label>
          <TextInput
            value={value.default ?? ''}
            maxLength={MAX_DEFAULT}
            placeholder={t('mapping.default.none')}
            onChange={(event) => onChange({ ...value, default: event.target.value === '' ? null : event.target.value })}
          />
        </Field.Root>
      </Grid.Item>
    </Grid.Root>
  );
};
