import { bigint, bytes, integer, model, string, text, type Model } from './columns';

/** Exports that are built in the background, and what is built of them: CSV records, compressed, in the order in which they are downloaded. */
export const exportModels = (client: string): Model[] => [
  model(
    'export',
    'external_contacts_exports',
    {
      uid: string('uid'), name: text('name'), target: string('target'), kind: string('kind'), query: text('query'), state: string('state'), error: string('error'),
      actor: text('actor'), actorKey: string('actor_key'), total: integer('total'), records: integer('records'), files: integer('files'), afterId: integer('after_id'),
      generation: bigint('generation'), leaseUntilMs: bigint('lease_until_ms'), crashes: integer('crashes'),
      createdMs: bigint('created_ms'), finishedMs: bigint('finished_ms'),
    },
    [
      { name: 'external_contacts_exports_uid_uq', columns: ['uid'], type: 'unique' },
      { name: 'external_contacts_exports_state_ix', columns: ['state'] },
      { name: 'external_contacts_exports_actor_ix', columns: ['actor_key'] },
    ],
  ),
  model(
    'export-block',
    'external_contacts_export_blocks',
    { exportId: integer('export_id'), ordinal: integer('ordinal'), part: integer('part'), data: bytes('data', client) },
    [{ name: 'external_contacts_export_blocks_uq', columns: ['export_id', 'ordinal'], type: 'unique' }],
  ),
];
