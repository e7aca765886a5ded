import * as React from 'react';
import { useIntl } from 'react-intl';

/** Milliseconds as "12 sec", "3 min" or "2 hr" in the person's language: never less than a second. */
export const useDurationText = (): ((ms: number) => string) => {
  const { formatNumber } = useIntl();

  return React.useCallback(
    (ms) => {
      const seconds = Math.max(1, Math.ceil(ms / 1000));
      const [value, unit] =
        seconds < 90 ? ([seconds, 'second'] as const)
        : seconds < 5400 ? ([Math.round(seconds / 60), 'minute'] as const)
        : ([Math.round(seconds / 3600), 'hour'] as const);
      return formatNumber(value, { style: 'unit', unit, unitDisplay: 'short' });
    },
    [formatNumber],
  );
};
