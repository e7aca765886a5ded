import { ATTRIBUTE_TYPES, TEXT_LENGTH } from '../contracts';
import { hiddenType, json, long, oneOf, short } from './attributes';

/** A definition made by an administrator; `code` is unique and never changes. */
export const attribute = {
  kind: 'collectionType',
  collectionName: 'external_contacts_attributes',
  info: { singularName: 'attribute', pluralName: 'attributes', displayName: 'Attribute', description: 'A typed field of contacts that an administrator defines' },
  options: { draftAndPublish: false },
  pluginOptions: hiddenType,
  indexes: [{ name: 'external_contacts_attributes_code_uq', columns: ['code'], type: 'unique' }],
  attributes: {
    code: short('code', 64, { required: true }),
    label: short('label', TEXT_LENGTH.default, { required: true }),
    description: long('description', TEXT_LENGTH.name),
    valueType: oneOf('value_type', ATTRIBUTE_TYPES),
    options: json('options'),
  },
};
