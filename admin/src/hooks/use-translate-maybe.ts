import * as React from 'react';
import { useIntl } from 'react-intl';

import { PLUGIN_ID } from '../plugin-id';

/** A message whose key is built from data (a field path, an error code), or the fallback where none is written. */
export const useTranslateMaybe = (): ((key: string, fallback: string) => string) => {
  const { messages } = useIntl();

  return React.useCallback(
    (key, fallback) => {
      const message = messages[`${PLUGIN_ID}.${key}`];
      return typeof message === 'string' ? message : fallback;
    },
    [messages],
  );
};
