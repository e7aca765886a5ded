import { bigint, boolean, integer, model, string, type Model } from './columns';

/**
 * One row per identifier of a record: every match goes through these tables, so no collation ever decides one.
 * `hash` is 20 characters of a salted SHA-256 (domain/keys). `slot` is the record's id where several records may share the
 * identifier (e-mail, phone), 0 where only one may have it (external ID, username): the one unique index then serves
 * the look-up, the uniqueness and the protection against doubles.
 */
const keyModel = (name: string, tableName: string): Model =>
  model(
    name,
    tableName,
    {
      hash: string('hash'),
      slot: bigint('slot'),
      recordId: integer('record_id'),
      field: string('field'),
      alias: boolean('alias'),
    },
    [
      { name: `${tableName}_hash_uq`, columns: ['hash', 'slot'], type: 'unique' },
      { name: `${tableName}_rec_ix`, columns: ['record_id'] },
    ],
  );

export const keyModels = (): Model[] => [
  keyModel('contact-key', 'external_contacts_contact_keys'),
  keyModel('organization-key', 'external_contacts_organization_keys'),
];
