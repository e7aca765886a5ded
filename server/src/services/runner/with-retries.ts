import { databaseProblem } from '../../jobs/database-errors';

const TRIES = 5;

/**
 * Repeats a whole transaction on transient database errors (deadlock, busy, connection), waiting 50 ms to 1 s with
 * jitter. After the last try the error goes up, and the job pauses.
 */
export const withRetries = async (transaction: () => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await transaction();
      return;
    } catch (error) {
      if (databaseProblem(error) !== 'transient' || attempt === TRIES) throw error;
      const waitMs = 50 * 2 ** attempt * (0.5 + Math.random() / 2);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
};
