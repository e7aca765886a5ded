import * as React from 'react';
import { useIntl, type PrimitiveType } from 'react-intl';

import type en from '../translations/en.json';
import { PLUGIN_ID } from '../plugin-id';

export type MessageKey = keyof typeof en;
export type Translate = (key: MessageKey, values?: Record<string, PrimitiveType>) => string;

/** A message of this plugin in the person's language; an unknown key fails the type check. */
export const useTranslate = (): Translate => {
  const { formatMessage } = useIntl();

  return React.useCallback((key, values) => formatMessage({ id: `${PLUGIN_ID}.${key}` }, values), [formatMessage]);
};
