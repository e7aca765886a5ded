import type { PluginConfig } from '../../config';
import { conflict, type Target } from '../../contracts';
import type { JobStore } from '../../store/jobs/job-store';

/** Whether one more import into the target would be refused now. */
export const createRoomQuery =
  (store: Pick<JobStore, 'hasRoom'>, config: Pick<PluginConfig, 'onBusy' | 'parallelImports'>) =>
  async (target: Target): Promise<boolean> =>
    config.onBusy === 'reject' && !(await store.hasRoom(target, config.parallelImports));

/** Where the application does not let imports wait, a further one is refused while no place is free for its target. */
export const createRoomCheck = (...parts: Parameters<typeof createRoomQuery>) => {
  const isBusy = createRoomQuery(...parts);
  return async (target: Target): Promise<void> => {
    if (await isBusy(target)) throw conflict('job.busy', 'Another import is running: wait until it has ended');
  };
};
