import * as React from 'react';

import { parseMatchLabel } from '../utils/match-label';
import { useLabels } from './use-labels';

/** A match key as plans name it (`email`, `email+organization`) in the person's language. */
export const useKeyLabel = (): ((key: string) => string) => {
  const labels = useLabels();
  return React.useCallback((key) => labels.match(parseMatchLabel(key)), [labels]);
};
