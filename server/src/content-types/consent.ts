import { TEXT_LENGTH } from '../contracts';
import { flag, hiddenType, long, short } from './attributes';

/** A definition; each contact's answer is yes, no or unknown, and its history outlives retention. */
export const consent = {
  kind: 'collectionType',
  collectionName: 'external_contacts_consents',
  info: { singularName: 'consent', pluralName: 'consents', displayName: 'Consent', description: 'A permission that contacts give or refuse' },
  options: { draftAndPublish: false },
  pluginOptions: hiddenType,
  indexes: [{ name: 'external_contacts_consents_code_uq', columns: ['code'], type: 'unique' }],
  attributes: {
    code: short('code', 64, { required: true }),
    label: short('label', TEXT_LENGTH.default, { required: true }),
    description: long('description', TEXT_LENGTH.name),
    /** An import may not turn a no into a yes. */
    refusalStands: flag('refusal_stands'),
  },
};
