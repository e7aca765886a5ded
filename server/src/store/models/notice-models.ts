import { bigint, integer, model, string, type Model } from './columns';

/** One row per thing that somebody is told of: how a run of a job ended, or that its plan waits. Each way of telling has its own state in it. */
export const noticeModels = (): Model[] => [
  model(
    'notice',
    'external_contacts_notices',
    {
      uid: string('uid'),
      jobId: integer('job_id'),
      attempt: integer('attempt'),
      state: string('state'),
      actorKey: string('actor_key'),
      createdMs: bigint('created_ms'),
      readMs: bigint('read_ms'),
      // null: nobody is told in this way.
      email: string('email'),
      emailTries: integer('email_tries'),
      emailNextMs: bigint('email_next_ms'),
      webhook: string('webhook'),
      webhookTries: integer('webhook_tries'),
      webhookNextMs: bigint('webhook_next_ms'),
    },
    [
      { name: 'external_contacts_notices_uid_uq', columns: ['uid'], type: 'unique' },
      // Of two that tell the same at once, one does.
      { name: 'external_contacts_notices_run_uq', columns: ['job_id', 'attempt', 'state'], type: 'unique' },
      { name: 'external_contacts_notices_actor_ix', columns: ['actor_key'] },
      { name: 'external_contacts_notices_email_ix', columns: ['email'] },
      { name: 'external_contacts_notices_hook_ix', columns: ['webhook'] },
    ],
  ),
];
