import { useNotification } from '@strapi/strapi/admin';
import type { JobFixesDto, JobFixesRequest } from '../../../server/src/contracts';

import { useFixJobMutation } from '../api/jobs-api';
import { useTranslate } from './use-translate';

interface FixJob {
  fix: (request: JobFixesRequest) => Promise<boolean>;
  isLoading: boolean;
  /** Of the last corrections sent from anywhere on the page: they may be sent in a dialog, and told of below it. */
  taken: JobFixesDto | undefined;
  error: unknown;
  forget: () => void;
}

/** Corrections of one job. Its answer outlives the place that asked: a retry moves the wizard to another step. */
export const useFixJob = (id: string): FixJob => {
  const t = useTranslate();
  const { toggleNotification } = useNotification();
  const [send, { data, isLoading, error, reset }] = useFixJobMutation({ fixedCacheKey: `fix-${id}` });

  return {
    fix: async (request) => {
      const isTaken = 'data' in (await send({ id, ...request }));
      // The note about it stands at the top of the page, and the row that was corrected perhaps far below.
      if (isTaken) toggleNotification({ type: 'success', message: t('fix.taken.title') });
      return isTaken;
    },
    isLoading,
    taken: data,
    error,
    forget: reset,
  };
};
