import { assertNever, type Blocker, type BlockerCode, type PlanCounts, type ResolvedSetting } from '../../contracts';

/** Why a go is refused: a plan that would do more than its owner expects, or has more bad rows than the setting takes. */
export const planBlockers = (counts: PlanCounts, { limits, onError }: Pick<ResolvedSetting, 'limits' | 'onError'>, rows: number): Blocker[] => {
  const over = (code: BlockerCode, count: number, limit: number | null): Blocker[] => (limit !== null && count > limit ? [{ code, limit, count }] : []);
  return [
    ...over('limit.updates', counts.update, limits.updates),
    ...over('limit.merges', counts.merge, limits.merges),
    ...over('limit.clears', counts.clears, limits.clears),
    ...over('limit.deletes', counts.delete, limits.deletes),
    ...badRowBlockers(counts.invalid + counts.hold, onError, rows),
  ];
};

const badRowBlockers = (count: number, { policy, rows: maxRows, percent }: ResolvedSetting['onError'], rows: number): Blocker[] => {
  switch (policy) {
    case 'valid-rows':
      return [];
    case 'all-or-nothing':
      return count > 0 ? [{ code: 'errors.all-or-nothing', limit: 0, count }] : [];
    case 'stop-after': {
      // Of the two the smaller decides; 0 rows beside a percentage means that only the percentage was meant.
      const byPercent = percent > 0 ? Math.floor((percent * rows) / 100) : Infinity;
      const byRows = maxRows > 0 || percent === 0 ? maxRows : Infinity;
      const limit = Math.min(byPercent, byRows);
      return count > limit ? [{ code: 'errors.stop-after', limit, count }] : [];
    }
    default:
      return assertNever(policy);
  }
};
