import { bigint, model, string, text, type Model } from './columns';

/** Who did what, when, with how many. Names are copied: an entry outlives its job, its file and its person's account. */
export const auditModels = (): Model[] => [
  model(
    'audit-entry',
    'external_contacts_audit',
    {
      atMs: bigint('at_ms'),
      action: string('action'),
      actor: text('actor'),
      actorKey: string('actor_key'),
      actorName: text('actor_name'),
      jobUid: string('job_uid'),
      jobName: text('job_name'),
      subjectId: string('subject_id'),
      subjectName: text('subject_name'),
      state: string('state'),
      counts: text('counts'),
    },
    [
      { name: 'external_contacts_audit_at_ix', columns: ['at_ms'] },
      { name: 'external_contacts_audit_job_ix', columns: ['job_uid'] },
    ],
  ),
];
