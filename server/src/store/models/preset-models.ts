import { bigint, integer, model, string, text, type Model } from './columns';

/** Presets that administrators have added, as JSON. Those that ship and those of the configuration stand nowhere in the database. */
export const presetModels = (): Model[] => [
  model(
    'preset',
    'external_contacts_presets',
    { name: string('name'), preset: text('preset'), version: integer('version'), createdMs: bigint('created_ms'), updatedMs: bigint('updated_ms') },
    [{ name: 'external_contacts_presets_name_uq', columns: ['name'], type: 'unique' }],
  ),
];
