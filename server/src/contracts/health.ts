/** `GET /health`: 200 while somebody runs jobs, 503 `no-worker` otherwise. */
export interface HealthDto {
  status: 'ok' | 'no-worker';
  engine: string;
  version: string;
  /** Processes that were seen within a day, newest first. */
  workers: { role: string; engine: string; version: string; jobs: string[]; alive: boolean; startedAt: string; seenAt: string }[];
  jobs: {
    /** Held by a worker now. */
    running: number;
    /** For their turn or a worker. */
    waiting: number;
    /** Begun, and their worker is gone: the next one goes on. */
    interrupted: number;
    /** The database had trouble: tried again every few seconds. */
    paused: number;
  };
}
