import * as React from 'react';
import { fileNameOf, isOwnTarget, type Target } from '../../../server/src/contracts';

import { useListTargetsQuery } from '../api/targets-api';
import { useTranslate } from './use-translate';

/** What a target is called: by us, or, of a type of the application, by whoever made it. One that is not offered any more keeps its own name. */
export const useTargetLabel = (): ((target: Target) => string) => {
  const t = useTranslate();
  const { data } = useListTargetsQuery();

  return React.useCallback(
    (target) => (isOwnTarget(target) ? t(`target.${target}`) : (data?.find(({ uid }) => uid === target)?.label ?? fileNameOf(target))),
    [data, t],
  );
};
