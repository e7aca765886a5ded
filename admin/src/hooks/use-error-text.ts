import * as React from 'react';

import { parseRequestError } from '../api/request-error';
import { useTranslate } from './use-translate';
import { useTranslateMaybe } from './use-translate-maybe';

/** What to show for a failed request: our sentence for its code, else the server's, else that it was not reached. */
export const useErrorText = (): ((failure: unknown) => string) => {
  const t = useTranslate();
  const maybe = useTranslateMaybe();

  return React.useCallback(
    (failure) => {
      const { status, code, message } = parseRequestError(failure);
      if (code !== null) {
        return maybe(`error.${code}`, message === '' ? t('error.unknown') : message);
      }
      if (status === 403) {
        return t('error.forbidden');
      }
      return status === null ? t('error.network') : message === '' ? t('error.unknown') : message;
    },
    [maybe, t],
  );
};
