import { Field, Flex, Grid, Textarea, TextInput, Typography } from '@strapi/design-system';
import { IN_FILE_DUPLICATES, MODES, ON_CHANGED } from '../../../server/src/contracts';

import { useTranslate, type MessageKey } from '../hooks/use-translate';
import type { DraftProblem, Policies } from '../utils/setting-draft';
import { formatLines, parseLines } from '../utils/text-lines';
import { ActionColumnField } from './ActionColumnField';
import { ChoiceField } from './ChoiceField';
import { ErrorPolicyFields } from './ErrorPolicyFields';
import { LimitFields } from './LimitFields';

const MAX_TOKEN = 50;

interface AdvancedFieldsProps {
  value: Policies;
  /** Headers of the file. */
  columns: readonly string[];
  problems: readonly DraftProblem[];
  disabled: boolean;
  onChange: (change: Partial<Policies>) => void;
}

/** What most imports leave as it is. */
export const AdvancedFields = ({ value, columns, problems, disabled, onChange }: AdvancedFieldsProps) => {
  const t = useTranslate();
  const optionsOf = <T extends string>(prefix: string, values: readonly T[]): { value: T; label: string }[] =>
    values.map((word) => ({ value: word, label: t(`${prefix}.${word}` as MessageKey) }));

  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Grid.Root gap={5}>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <ChoiceField name="mode" label={t('advanced.mode')} value={value.mode} options={optionsOf('mode', MODES)} disabled={disabled} onChange={(mode) => onChange({ mode })} />
        </Grid.Item>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <ActionColumnField value={value.actionColumn} columns={columns} disabled={disabled} onChange={(actionColumn) => onChange({ actionColumn })} />
        </Grid.Item>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <ChoiceField
            name="inFileDuplicates"
            label={t('advanced.duplicates')}
            value={value.inFileDuplicates}
            options={optionsOf('duplicates', IN_FILE_DUPLICATES)}
            disabled={disabled}
            onChange={(inFileDuplicates) => onChange({ inFileDuplicates })}
          />
        </Grid.Item>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <ChoiceField
            name="onChangedSincePlan"
            label={t('advanced.changed')}
            value={value.onChangedSincePlan}
            options={optionsOf('changed', ON_CHANGED)}
            disabled={disabled}
            onChange={(onChangedSincePlan) => onChange({ onChangedSincePlan })}
          />
        </Grid.Item>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <Field.Root name="clearToken" hint={t('advanced.clearToken.hint')}>
            <Field.Label>{t('advanced.clearToken')}</Field.Label>
            <TextInput
              value={value.clearToken ?? ''}
              maxLength={MAX_TOKEN}
              placeholder="[clear]"
              disabled={disabled}
              onChange={(event) => onChange({ clearToken: event.target.value === '' ? null : event.target.value })}
            />
            <Field.Hint />
          </Field.Root>
        </Grid.Item>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <Field.Root name="allowSharedIdentifiers" hint={t('advanced.shared.hint')}>
            <Field.Label>{t('advanced.shared')}</Field.Label>
            <Textarea
              // Uncontrolled: the lines are a list, and a list knows no half-typed blank line.
              defaultValue={formatLines(value.allowSharedIdentifiers)}
              placeholder={t('advanced.shared.placeholder')}
              disabled={disabled}
              onChange={(event) => onChange({ allowSharedIdentifiers: parseLines(event.target.value) })}
            />
            <Field.Hint />
          </Field.Root>
        </Grid.Item>
      </Grid.Root>
      <ErrorPolicyFields value={value.onError} isIncomplete={problems.includes('onError')} disabled={disabled} onChange={(onError) => onChange({ onError })} />
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Typography fontWeight="bold" tag="h3">
            {t('limits.title')}
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {t('limits.hint')}
          </Typography>
        </Flex>
        <LimitFields value={value.limits} disabled={disabled} onChange={(limits) => onChange({ limits })} />
      </Flex>
    </Flex>
  );
};
