/** Control errors: only the job runner catches them. They say why a worker stops, not that something is wrong. */

/** Another worker has the job: this one's token is old, its transaction wrote nothing. */
export class LeaseLost extends Error {
  constructor(job: string) {
    super(`The lease of job ${job} went to another worker`);
    this.name = 'LeaseLost';
  }
}

/** A person asked to cancel. */
export class Cancelled extends Error {
  constructor(job: string) {
    super(`Job ${job} is being cancelled`);
    this.name = 'Cancelled';
  }
}

/** The process is told to stop: the slice is finished and the lease released. */
export class ShuttingDown extends Error {
  constructor() {
    super('This process is stopping');
    this.name = 'ShuttingDown';
  }
}
