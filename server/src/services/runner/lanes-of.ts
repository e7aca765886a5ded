import type { LaneOptions } from '../../jobs/lanes';
import type { Stepper } from './create-stepper';

/** As many lanes as imports may be active, and one more for validations. */
export const lanesOf = (stepper: Stepper, { pollMs, step }: Pick<LaneOptions, 'pollMs' | 'step'>): LaneOptions => ({
  limits: { import: stepper.parts.config.parallelImports.total, validation: 1 },
  pollMs,
  step: async (work) => {
    await stepper.sign();
    return step(work);
  },
  tell: stepper.tell,
});
