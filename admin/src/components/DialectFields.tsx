import { Field, Grid, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { DELIMITERS, ENCODINGS, type Delimiter, type Dialect, type DialectChoice, type Encoding } from '../../../server/src/contracts';

import { useTranslate, type MessageKey } from '../hooks/use-translate';

const DELIMITER_KEY: Record<Exclude<Delimiter, 'auto'>, MessageKey> = {
  ',': 'delimiter.comma',
  ';': 'delimiter.semicolon',
  '\t': 'delimiter.tab',
  '|': 'delimiter.pipe',
};

interface DialectFieldsProps {
  dialect: Dialect;
  encodingGuessed: boolean;
  disabled: boolean;
  onChange: (choice: DialectChoice) => void;
}

/** How the file was read. A change keeps what stands in the other two, or a second change would undo the first. */
export const DialectFields = ({ dialect, encodingGuessed, disabled, onChange }: DialectFieldsProps) => {
  const t = useTranslate();
  const current: DialectChoice = { encoding: dialect.encoding, delimiter: dialect.delimiter, header: dialect.header };

  return (
    <Grid.Root gap={4}>
      <Grid.Item col={4} s={12} direction="column" alignItems="stretch">
        <Field.Root name="encoding" hint={encodingGuessed ? t('file.encodingGuessed') : undefined}>
          <Field.Label action={encodingGuessed ? <Typography variant="pi" textColor="warning700">{t('file.guessed')}</Typography> : undefined}>
            {t('file.encoding')}
          </Field.Label>
          <SingleSelect
            disabled={disabled}
            value={dialect.encoding}
            onChange={(encoding) => onChange({ ...current, encoding: encoding as Encoding })}
          >
            {ENCODINGS.filter((encoding) => encoding !== 'auto').map((encoding) => (
              <SingleSelectOption key={encoding} value={encoding}>
                {encoding.replace(/^utf/, 'UTF').replace(/^windows/, 'Windows').replace(/^iso/, 'ISO')}
              </SingleSelectOption>
            ))}
          </SingleSelect>
          <Field.Hint />
        </Field.Root>
      </Grid.Item>
      <Grid.Item col={4} s={12} direction="column" alignItems="stretch">
        <Field.Root name="delimiter">
          <Field.Label>{t('file.delimiter')}</Field.Label>
          <SingleSelect
            disabled={disabled}
            value={dialect.delimiter}
            onChange={(delimiter) => onChange({ ...current, delimiter: delimiter as Delimiter })}
          >
            {DELIMITERS.flatMap((delimiter) => (delimiter === 'auto' ? [] : [delimiter])).map((delimiter) => (
              <SingleSelectOption key={delimiter} value={delimiter}>
                {t(DELIMITER_KEY[delimiter])}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      </Grid.Item>
      <Grid.Item col={4} s={12} direction="column" alignItems="stretch">
        <Field.Root name="header">
          <Field.Label>{t('file.header')}</Field.Label>
          <SingleSelect
            disabled={disabled}
            value={dialect.header ? 'yes' : 'no'}
            onChange={(header) => onChange({ ...current, header: header === 'yes' })}
          >
            <SingleSelectOption value="yes">{t('file.header.yes')}</SingleSelectOption>
            <SingleSelectOption value="no">{t('file.header.no')}</SingleSelectOption>
          </SingleSelect>
        </Field.Root>
      </Grid.Item>
    </Grid.Root>
  );
};
