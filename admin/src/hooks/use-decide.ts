import { useNotification } from '@strapi/strapi/admin';
import type { DecisionsDto, HeldDecision } from '../../../server/src/contracts';

import { useDecideHeldRowMutation, useDecideHeldRowsMutation } from '../api/held-rows-api';
import { useTranslate } from './use-translate';

interface Decide {
  decideOne: (id: string, decision: HeldDecision, record?: string) => Promise<boolean>;
  decideMany: (ids: string[], decision: HeldDecision) => Promise<boolean>;
  isLoading: boolean;
  error: unknown;
  reset: () => void;
}

/** Decisions about held rows; each says what becomes of it, because a decision alone imports nothing. */
export const useDecide = (): Decide => {
  const t = useTranslate();
  const { toggleNotification } = useNotification();
  const [one, deciding] = useDecideHeldRowMutation();
  const [many, decidingMany] = useDecideHeldRowsMutation();

  const tell = (decided: DecisionsDto): void => {
    const isPlanned = decided.jobs.every(({ takesEffect }) => takesEffect === 'planned-again');
    toggleNotification({ type: 'success', message: t(isPlanned ? 'held.decided.planned' : 'held.decided.retry', { count: decided.decided }) });
  };
  const finish = (result: { data?: DecisionsDto } | { error: unknown }): boolean => {
    if (!('data' in result) || result.data === undefined) return false;
    tell(result.data);
    return true;
  };

  return {
    decideOne: async (id, decision, record) => finish(await one({ id, decision, ...(record === undefined ? {} : { record }) })),
    decideMany: async (ids, decision) => finish(await many({ ids, decision })),
    isLoading: deciding.isLoading || decidingMany.isLoading,
    error: deciding.error ?? decidingMany.error,
    reset: () => (deciding.reset(), decidingMany.reset()),
  };
};
