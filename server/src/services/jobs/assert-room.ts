import type { PluginConfig } from '../../config';
import { conflict, type Target } from '../../contracts';
import type { JobStore } from '../../store/jobs/job-store';

/** Where the application does not let imports wait, a further one is refused while no place is free for its target. */
export const createRoomCheck =
  (store: JobStore, { onBusy, parallelImports }: Pick<PluginConfig, 'onBusy' | 'parallelImports'>) =>
  async (target: Target): Promise<void> => {
    if (onBusy === 'reject' && !(await store.hasRoom(target, parallelImports))) throw conflict('job.busy', 'Another import is running: wait until it has ended');
  };
