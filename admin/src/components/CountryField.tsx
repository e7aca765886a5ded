import * as React from 'react';
import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import { useTranslate } from '../hooks/use-translate';
import { COUNTRY_CODES } from '../utils/country-codes';

interface CountryFieldProps {
  value: string | null;
  disabled: boolean;
  onChange: (code: string | null) => void;
}

/** The country that a phone number without a country code is read in. */
export const CountryField = ({ value, disabled, onChange }: CountryFieldProps) => {
  const t = useTranslate();
  const { locale } = useIntl();
  const countries = React.useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region' });
    return COUNTRY_CODES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) => a.name.localeCompare(b.name, locale));
  }, [locale]);

  return (
    <Field.Root name="defaultCountry" hint={t('profile.country.hint')} maxWidth="64rem">
      <Field.Label>{t('profile.country')}</Field.Label>
      <Combobox
        value={value ?? ''}
        disabled={disabled}
        placeholder={t('profile.country.none')}
        clearLabel={t('clear')}
        onClear={() => onChange(null)}
        onChange={(code) => onChange(code === undefined || code === '' ? null : code)}
      >
        {countries.map(({ code, name }) => (
          <ComboboxOption key={code} value={code}>
            {`${name} (${code})`}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Hint />
    </Field.Root>
  );
};
