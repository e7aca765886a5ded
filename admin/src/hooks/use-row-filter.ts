import { useSearchParams } from 'react-router-dom';
import { ISSUE_CODES, OUTCOMES, PLAN_KINDS, type IssueCode, type Outcome, type PlanKind } from '../../../server/src/contracts';

interface RowFilter {
  plan?: PlanKind;
  outcome?: Outcome;
  code?: IssueCode;
  /** Text that stands in a cell. */
  q?: string;
}

const pick = <T extends string>(allowed: readonly T[], value: string | null): T | undefined =>
  allowed.find((word) => word === value);

/** Which rows are shown; kept in the address, where an unknown word filters nothing. */
export const useRowFilter = (): RowFilter & { setFilter: (filter: Partial<Record<keyof RowFilter, string | undefined>>) => void } => {
  const [params, setParams] = useSearchParams();

  return {
    plan: pick(PLAN_KINDS, params.get('plan')),
    outcome: pick(OUTCOMES, params.get('outcome')),
    code: pick(ISSUE_CODES, params.get('code')),
    q: params.get('q') ?? undefined,
    setFilter: (filter) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          Object.entries(filter).forEach(([key, value]) => (value === undefined ? next.delete(key) : next.set(key, value)));
          return next;
        },
        { replace: true },
      ),
  };
};
