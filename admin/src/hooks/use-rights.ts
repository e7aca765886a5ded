import * as React from 'react';
import { useAuth } from '@strapi/strapi/admin';

import { toAction, type Right } from '../utils/rights';

export type HasRight = (...rights: Right[]) => boolean;

/**
 * Says whether the signed-in person holds all of the given rights. Not `useRBAC`: it names an answer for the
 * action's last part alone, so that `import-job.view` and `external-source.view` would both be `canView`.
 */
export const useRights = (): HasRight => {
  const permissions = useAuth('external-contacts', (state) => state.permissions);

  return React.useMemo(() => {
    const held = new Set(permissions.map((permission) => permission.action));
    return (...rights) => rights.every((right) => held.has(toAction(right)));
  }, [permissions]);
};
