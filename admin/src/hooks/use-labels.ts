import * as React from 'react';
import type { MatchItem } from '../../../server/src/contracts';

import { useTranslateMaybe } from './use-translate-maybe';

interface Labels {
  field: (path: string, fallback: string) => string;
  match: (item: MatchItem) => string;
}

/** Field paths and match keys in the person's language; an integrator's own attribute keeps the server's label. */
export const useLabels = (): Labels => {
  const maybe = useTranslateMaybe();

  return React.useMemo(() => {
    const field = (path: string, fallback: string): string => maybe(`field.${path}`, fallback);
    const single = (name: string): string => maybe(`match.${name}`, field(name, name));
    return { field, match: (item) => [item].flat().map(single).join(' + ') };
  }, [maybe]);
};
