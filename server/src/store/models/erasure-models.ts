import { bigint, model, string, text, type Model } from './columns';

/** People whose stored data is to go, or has gone. Without a name: what a person was called here is a random id. */
export const erasureModels = (): Model[] => [
  model(
    'erasure',
    'external_contacts_erasures',
    { state: string('state'), documents: text('documents'), hashes: text('hashes'), createdMs: bigint('created_ms'), doneMs: bigint('done_ms') },
    [{ name: 'external_contacts_erasures_state_ix', columns: ['state'] }],
  ),
];
