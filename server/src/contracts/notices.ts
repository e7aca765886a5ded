import type { JobState } from './jobs';

/** `notify` of a setting and of `POST /jobs`. */
export interface NotifyChoice {
  /** An e-mail to whoever starts the job, when it has ended or waits for a go. */
  email?: boolean;
}

/** The event that a webhook gets when a job has ended. */
export const JOB_FINISHED_EVENT = 'external-contacts.job.finished';

/** `GET /notices`: what became of one's own jobs. */
export interface NoticeDto {
  id: string;
  job: { id: string; name: string };
  state: JobState;
  at: string;
  read: boolean;
}

/** `GET /notices/channels`: how the person who asks can be told. */
export interface NoticeChannelsDto {
  email: {
    /** `no-address`: tokens and the command line have none. `no-provider`: the application sends no e-mail yet. */
    status: 'ok' | 'no-address' | 'no-provider';
    address: string | null;
  };
}

/** `GET /webhooks`: Strapi's webhooks, and which of them are told of finished jobs. */
export interface WebhookDto {
  id: string;
  name: string;
  /** Host and path; what stands behind a question mark may be a secret. */
  url: string;
  enabled: boolean;
  jobFinished: boolean;
}
