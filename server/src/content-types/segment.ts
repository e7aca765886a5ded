import { TARGETS, TEXT_LENGTH } from '../contracts';
import { hiddenType, json, long, oneOf, short } from './attributes';

export const segment = {
  kind: 'collectionType',
  collectionName: 'external_contacts_segments',
  info: { singularName: 'segment', pluralName: 'segments', displayName: 'Segment', description: 'A saved filter over contacts or organizations' },
  options: { draftAndPublish: false },
  pluginOptions: hiddenType,
  attributes: {
    name: short('name', TEXT_LENGTH.default, { required: true }),
    description: long('description', TEXT_LENGTH.name),
    target: oneOf('target', TARGETS),
    filter: json('filter'),
  },
};
