import type { JobDto, PlanCounts as Counts, PlanKind } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { CountTiles, type CountTile } from './CountTiles';

const KINDS: readonly { kind: PlanKind; tone: CountTile['tone']; always: boolean }[] = [
  { kind: 'create', tone: 'success', always: true },
  { kind: 'update', tone: 'success', always: true },
  { kind: 'merge', tone: 'success', always: false },
  { kind: 'delete', tone: 'danger', always: false },
  { kind: 'unchanged', tone: 'neutral', always: true },
  { kind: 'skip', tone: 'neutral', always: false },
  { kind: 'hold', tone: 'warning', always: false },
  { kind: 'invalid', tone: 'danger', always: true },
];

interface PlanCountsProps {
  plan: Counts;
  target: JobDto['target'];
  /** The kind that the rows below are narrowed to. */
  shown: PlanKind | undefined;
  /** Absent while there are no rows to show. */
  onShow?: (kind: PlanKind | undefined) => void;
}

/** What an import of this plan would do. Kinds that this file does not have are left out, but for the usual four. */
export const PlanCounts = ({ plan, target, shown, onShow }: PlanCountsProps) => {
  const t = useTranslate();
  const tiles: CountTile[] = KINDS.filter(({ kind, always }) => always || plan[kind] > 0).map(({ kind, tone }) => ({
    key: kind,
    label: t(`plan.${kind}`),
    count: plan[kind],
    tone,
    ...(onShow === undefined || plan[kind] === 0 ? {} : { isShown: shown === kind, onToggle: () => onShow(shown === kind ? undefined : kind) }),
  }));
  const organizations = target === 'contacts' ? plan.organizationsCreate + plan.organizationsUpdate : 0;
  // Values and organizations, not rows: there is no list of them to show.
  const others: CountTile[] = [
    { key: 'clears', label: t('plan.clears'), count: plan.clears, tone: 'danger' },
    { key: 'organizations', label: t('plan.organizations'), count: organizations, tone: 'neutral' },
  ];

  return <CountTiles tiles={[...tiles, ...others.filter(({ count }) => count > 0)]} />;
};
