import * as React from 'react';
import { Box, Field, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { isOwnTarget, type MatchItem, type Target } from '../../../server/src/contracts';

import { useGetTargetFieldsQuery } from '../api/targets-api';
import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { groupOf, matchKey, MATCH_OPTIONS } from '../utils/setting-draft';
import { wordOf } from '../utils/target-word';
import { MatchGroupOrder } from './MatchGroupOrder';
import { SortableList } from './SortableList';

interface MatchByListProps {
  target: Target;
  value: MatchItem[];
  disabled: boolean;
  error?: string;
  onChange: (value: MatchItem[]) => void;
}

/** The identifiers that find existing records, in the order in which they are tried. */
export const MatchByList = ({ target, value, disabled, error, onChange }: MatchByListProps) => {
  const t = useTranslate();
  const labels = useLabels();
  const title = t(`match.title.${wordOf(target)}`);
  const keys = value.map(matchKey);
  const { data: fields } = useGetTargetFieldsQuery(target, { skip: isOwnTarget(target) });
  const all: readonly MatchItem[] = isOwnTarget(target) ? MATCH_OPTIONS[target] : (fields ?? []).filter(({ identifier }) => identifier).map(({ path }) => path);
  const options = all.filter((item) => !keys.includes(matchKey(item)));

  const detailsOf = (item: MatchItem): React.ReactNode => {
    const opened = groupOf(item);
    return opened === null ? undefined : (
      <MatchGroupOrder {...opened} disabled={disabled} onChange={(changed) => onChange(value.map((other) => (other === item ? changed : other)))} />
    );
  };

  return (
    <Field.Root name="matchBy" error={error} hint={t(isOwnTarget(target) ? 'match.hint' : 'match.hint.records')}>
      <Typography variant="pi" fontWeight="bold">
        {title}
      </Typography>
      <Field.Hint />
      <SortableList
        label={title}
        entries={value.map((item) => ({ id: matchKey(item), label: labels.match(item), value: item, details: detailsOf(item) }))}
        disabled={disabled}
        onChange={onChange}
        onRemove={(removed) => onChange(value.filter((item) => item !== removed))}
      />
      {options.length === 0 || disabled ? null : (
        <Box maxWidth="36rem" paddingTop={2}>
          <SingleSelect
            aria-label={t('match.add')}
            placeholder={t('match.add')}
            value=""
            onChange={(key) => onChange([...value, ...options.filter((item) => matchKey(item) === key)])}
          >
            {options.map((item) => (
              <SingleSelectOption key={matchKey(item)} value={matchKey(item)}>
                {labels.match(item)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Box>
      )}
      <Field.Error />
    </Field.Root>
  );
};
