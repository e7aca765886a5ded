/**
 * How jobs, their plans and outcomes are stored. Raised with a change that a worker of the version before would read wrongly; what reads the
 * older format comes in the same change. While nodes are replaced one by one, both versions share the database: jobs of a newer format wait
 * for a worker that knows it.
 */
export const JOB_FORMAT = 1;

/** Jobs from before formats were counted have none, and are of the first. */
export const isKnownFormat = (format: number): boolean => format <= JOB_FORMAT;
