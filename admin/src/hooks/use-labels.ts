import * as React from 'react';
import { itemNames, openedGroup, type MatchItem } from '../../../server/src/contracts';

import { useTranslateMaybe } from './use-translate-maybe';

interface Labels {
  field: (path: string, fallback: string) => string;
  match: (item: MatchItem) => string;
}

const combine = (owner: string, part: string, fallback: string): string => (owner === '' || part === '' ? fallback : `${owner}: ${part}`);

/** Field paths and match keys in the person's language; an integrator's own attribute keeps the server's label. */
export const useLabels = (): Labels => {
  const maybe = useTranslateMaybe();

  return React.useMemo(() => {
    const field = (path: string, fallback: string): string => {
      const dot = path.indexOf('.');
      // `organization.industry` is the industry of the organization: two names that are there.
      const combined = dot < 0 ? fallback : combine(maybe(`field.${path.slice(0, dot)}`, ''), maybe(`field.${path.slice(dot + 1)}`, ''), fallback);
      return maybe(`field.${path}`, combined);
    };
    const single = (name: string): string => maybe(`match.${name}`, field(name, name));
    const match = (item: MatchItem): string => {
      const opened = openedGroup(item);
      return opened === null
        ? [...itemNames(item)].map(single).join(' + ')
        : `${maybe(`match.group.${opened.group}`, opened.group)} (${opened.fields.map((path) => field(path, path)).join(', ')})`;
    };
    return { field, match };
  }, [maybe]);
};
