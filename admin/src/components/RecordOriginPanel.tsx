import * as React from 'react';

import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { targetOf } from '../utils/target-of';

const RecordOrigin = React.lazy(() => import('./RecordOrigin').then((module) => ({ default: module.RecordOrigin })));

interface EditedRecord {
  model: string;
  /** Absent while it is being created. */
  documentId?: string;
}

/** A panel beside the Content Manager's form of a record; null where it has nothing to say. */
export const RecordOriginPanel = ({ model, documentId }: EditedRecord): { title: string; content: React.ReactNode } | null => {
  const t = useTranslate();
  const has = useRights();
  const target = targetOf(model);
  const seesImports = has('import-job.view') || has('import-job.view-all');
  if (target === undefined || documentId === undefined || !seesImports) return null;

  return {
    title: t('origin.title'),
    content: (
      <React.Suspense fallback={null}>
        <RecordOrigin target={target} documentId={documentId} />
      </React.Suspense>
    ),
  };
};
