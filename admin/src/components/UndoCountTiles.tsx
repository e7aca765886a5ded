import type { UndoCounts } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { CountTiles, type CountTile } from './CountTiles';

/** Rows by what an undo does with them; organizations and revived records where there are some. */
export const UndoCountTiles = ({ counts }: { counts: UndoCounts }) => {
  const t = useTranslate();
  const rows: CountTile[] = [
    { key: 'reversed', label: t('undo.reversed'), count: counts.reversed, tone: 'success' },
    { key: 'kept', label: t('undo.kept'), count: counts.kept, tone: 'warning' },
    { key: 'cannot', label: t('undo.cannot'), count: counts.cannot, tone: 'danger' },
  ];
  const others: CountTile[] = [
    { key: 'revived', label: t('undo.revived'), count: counts.recordsRevived, tone: 'neutral' },
    { key: 'organizations', label: t('undo.organizations'), count: counts.organizationsReversed, tone: 'neutral' },
    { key: 'organizationsKept', label: t('undo.organizationsKept'), count: counts.organizationsKept, tone: 'warning' },
  ];

  return <CountTiles tiles={[...rows, ...others.filter(({ count }) => count > 0)]} />;
};
