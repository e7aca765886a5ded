import { bigint, float, integer, model, string, type Model } from './columns';

/**
 * What contacts say in the fields that administrators have defined. One row per value, of `many-of` one per chosen option: a column per field
 * would change a table of a million rows whenever one is defined. Segments ask by `folded` (texts, codes) or `number` (numbers, days
 * as 20261127, consents as 1 and 0); both indexes hold the record, so that they answer alone.
 */
export const valueModels = (): Model[] => [
  model(
    'contact-value',
    'external_contacts_contact_values',
    { recordId: integer('record_id'), field: string('field'), slot: integer('slot'), text: string('text_value'), folded: string('folded'), number: float('number_value') },
    [
      { name: 'external_contacts_contact_values_uq', columns: ['record_id', 'field', 'slot'], type: 'unique' },
      { name: 'external_contacts_contact_values_txt_ix', columns: ['field', 'folded', 'record_id'] },
      { name: 'external_contacts_contact_values_num_ix', columns: ['field', 'number_value', 'record_id'] },
    ],
  ),
  // Only ever added to: who has agreed to what, and since when, must be told long after the imports are forgotten.
  model(
    'consent-change',
    'external_contacts_consent_changes',
    {
      documentId: string('document_id'), consent: string('consent'), before: integer('before_value'), after: integer('after_value'),
      atMs: bigint('at_ms'), source: string('source'), jobUid: string('job_uid'), byName: string('by_name'),
    },
    [{ name: 'external_contacts_consent_changes_doc_ix', columns: ['document_id', 'consent'] }],
  ),
];
