import * as React from 'react';
import { useParams } from 'react-router-dom';

import { targetOf } from '../utils/target-of';

const TransferButtons = React.lazy(() => import('./TransferButtons').then((module) => ({ default: module.TransferButtons })));

/** Above the Content Manager's lists. Small, because every list of the application loads it; nothing where the type cannot be imported. */
export const ListViewActions = () => {
  const { slug } = useParams<{ slug: string }>();
  const target = targetOf(slug);

  return target === undefined ? null : (
    <React.Suspense fallback={null}>
      <TransferButtons target={target} />
    </React.Suspense>
  );
};
