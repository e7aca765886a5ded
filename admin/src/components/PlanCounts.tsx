import type { JobDto, PlanCounts as Counts } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { CountTiles, type CountTile } from './CountTiles';

interface PlanCountsProps {
  plan: Counts;
  target: JobDto['target'];
}

/** What an import of this plan would do. Kinds that this file does not have are left out, but for the usual four. */
export const PlanCounts = ({ plan, target }: PlanCountsProps) => {
  const t = useTranslate();
  const kinds: { kind: 'create' | 'update' | 'merge' | 'delete' | 'unchanged' | 'skip' | 'hold' | 'invalid'; tone: CountTile['tone']; always: boolean }[] = [
    { kind: 'create', tone: 'success', always: true },
    { kind: 'update', tone: 'success', always: true },
    { kind: 'merge', tone: 'success', always: false },
    { kind: 'delete', tone: 'danger', always: false },
    { kind: 'unchanged', tone: 'neutral', always: true },
    { kind: 'skip', tone: 'neutral', always: false },
    { kind: 'hold', tone: 'warning', always: false },
    { kind: 'invalid', tone: 'danger', always: true },
  ];
  const tiles: CountTile[] = kinds
    .filter(({ kind, always }) => always || plan[kind] > 0)
    .map(({ kind, tone }) => ({ key: kind, label: t(`plan.${kind}`), count: plan[kind], tone }));
  const organizations = plan.organizationsCreate + plan.organizationsUpdate;

  return (
    <CountTiles
      tiles={
        target === 'contacts' && organizations > 0
          ? [...tiles, { key: 'organizations', label: t('plan.organizations'), count: organizations, tone: 'neutral' }]
          : tiles
      }
    />
  );
};
