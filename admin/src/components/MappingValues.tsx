import * as React from 'react';
import { Box, Flex, Loader, SingleSelect, SingleSelectOption, TextInput, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { FieldDescriptor } from '../../../server/src/contracts';

import { useCountFileValuesQuery } from '../api/files-api';
import { useTranslate } from '../hooks/use-translate';
import { withValue } from '../utils/mapping';
import { ErrorNote } from './ErrorNote';
import { MappingCell } from './MappingCell';
import { PlainTable } from './PlainTable';

const MAX_VALUE = 1_000;

interface MappingValuesProps {
  file: string;
  columnIndex: number;
  name: string;
  field: FieldDescriptor | undefined;
  value: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
}

/** The words of a column, how often each stands there, and what each means in the field. */
export const MappingValues = ({ file, columnIndex, name, field, value, onChange }: MappingValuesProps) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const { data, error } = useCountFileValuesQuery({ id: file, column: columnIndex });
  const listed = data?.values ?? [];
  // What was translated for another file stays, and can be taken out.
  const others = Object.keys(value).filter((word) => !listed.some((entry) => entry.value === word));
  const rows: { word: string; count: number | null }[] = [...listed.map(({ value: word, count }) => ({ word, count })), ...others.map((word) => ({ word, count: null }))];

  return (
    <Flex direction="column" alignItems="stretch" gap={2} paddingTop={5}>
      <Typography tag="h3" variant="pi" fontWeight="bold">
        {t('values.title')}
      </Typography>
      <Typography variant="pi" textColor="neutral600">
        {data === undefined ? t('values.hint') : t('values.seen', { rows: data.rowsSeen, distinct: data.distinct, blank: data.blank })}
      </Typography>
      <ErrorNote error={error} />
      {data === undefined && error === undefined ? <Loader small>{t('loading')}</Loader> : null}
      {rows.length === 0 ? null : (
        <Box maxHeight="32rem" overflow="auto" tabIndex={0} role="region" aria-label={t('values.of', { column: name })}>
          <PlainTable
            label={t('values.of', { column: name })}
            columns={[
              { key: 'value', label: t('values.inFile') },
              { key: 'count', label: t('values.count') },
              { key: 'meaning', label: t('values.meaning') },
            ]}
          >
            {rows.map(({ word, count }) => (
              <tr key={word}>
                <MappingCell tag="td">
                  <Typography ellipsis tag="p" maxWidth="24rem" title={word}>
                    {word}
                  </Typography>
                </MappingCell>
                <MappingCell tag="td">
                  <Typography textColor="neutral600">{count === null ? t('values.absent') : formatNumber(count)}</Typography>
                </MappingCell>
                <MappingCell tag="td">
                  <Meaning word={word} field={field} value={value[word] ?? ''} onChange={(to) => onChange(withValue(value, word, to))} />
                </MappingCell>
              </tr>
            ))}
          </PlainTable>
        </Box>
      )}
    </Flex>
  );
};

interface MeaningProps {
  word: string;
  field: FieldDescriptor | undefined;
  value: string;
  onChange: (to: string) => void;
}

/** One of the field's own words where it has some, else a text. */
const Meaning = ({ word, field, value, onChange }: MeaningProps) => {
  const t = useTranslate();
  const label = t('values.meaningOf', { value: word });
  const words = field?.values ?? (field?.type === 'boolean' ? ['true', 'false'] : null);

  return words === null ? (
    <TextInput aria-label={label} size="S" value={value} maxLength={MAX_VALUE} placeholder={t('values.same')} onChange={(event) => onChange(event.target.value)} />
  ) : (
    <SingleSelect aria-label={label} size="S" value={value === '' ? null : value} placeholder={t('values.same')} clearLabel={t('clear')} onClear={() => onChange('')} onChange={(to) => onChange(String(to))}>
      {words.map((option) => (
        <SingleSelectOption key={option} value={option}>
          {field?.type === 'boolean' ? t(option === 'true' ? 'yes' : 'no') : option}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};
