import * as React from 'react';
import { Field, Flex, Link, TextInput, Typography } from '@strapi/design-system';
import { TEXT_LENGTH } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { deepLink } from '../utils/deep-link';

interface UrlTemplateFieldProps {
  value: string;
  onChange: (value: string) => void;
}

/** A link template, and the link that it makes of an ID, to be tried before it is saved. */
export const UrlTemplateField = ({ value, onChange }: UrlTemplateFieldProps) => {
  const t = useTranslate();
  const [sample, setSample] = React.useState('12345');
  const isEmpty = value.trim() === '';
  const link = deepLink(value, sample);

  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Field.Root name="urlTemplate" hint={t('sources.url.hint', { placeholder: '{id}' })} error={isEmpty || link !== null ? undefined : t('sources.url.wrong', { placeholder: '{id}' })}>
        <Field.Label>{t('sources.url')}</Field.Label>
        <TextInput value={value} maxLength={TEXT_LENGTH.urlTemplate} placeholder="https://crm.example.com/contact/{id}" onChange={(event) => onChange(event.target.value)} />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
      {isEmpty ? null : (
        <Field.Root name="sampleId">
          <Field.Label>{t('sources.sample')}</Field.Label>
          <TextInput value={sample} onChange={(event) => setSample(event.target.value)} />
        </Field.Root>
      )}
      {link === null ? null : (
        <div role="status">
          <Typography tag="p" variant="pi" textColor="neutral600">
            {t('sources.test')}
          </Typography>
          <Link href={link} isExternal style={{ overflowWrap: 'anywhere' }}>
            {link}
          </Link>
        </div>
      )}
    </Flex>
  );
};
