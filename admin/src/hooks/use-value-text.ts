import * as React from 'react';

import { formatValue } from '../utils/value-text';
import { useTranslate } from './use-translate';

/** A record's value in words: yes and no in the person's language, a dash where there is nothing. */
export const useValueText = (): ((value: unknown) => string) => {
  const t = useTranslate();

  return React.useCallback(
    (value) => {
      if (typeof value === 'boolean') return value ? t('yes') : t('no');
      const text = formatValue(value);
      return text === '' ? '–' : text;
    },
    [t],
  );
};
