import * as React from 'react';
import { useAuth } from '@strapi/strapi/admin';

import { toAction, type HostRight, type Right } from '../utils/rights';

export type HasRight = (...rights: Right[]) => boolean;

/**
 * Says whether the signed-in person holds all of the given rights. Not `useRBAC`: it names an answer for the
 * action's last part alone, so that `import-job.view` and `external-source.view` would both be `canView`.
 */
export const useRights = (): HasRight => {
  const held = useHeldActions();
  return React.useCallback((...rights) => rights.every((right) => held.has(toAction(right))), [held]);
};

/** The same of Strapi's own rights. */
export const useHostRights = (): ((...rights: HostRight[]) => boolean) => {
  const held = useHeldActions();
  return React.useCallback((...rights) => rights.every((right) => held.has(right)), [held]);
};

const useHeldActions = (): ReadonlySet<string> => {
  const permissions = useAuth('external-contacts', (state) => state.permissions);

  return React.useMemo(() => new Set(permissions.map((permission) => permission.action)), [permissions]);
};
