import { TEXT_LENGTH } from '../contracts';
import { long, short, shownBy, shownType } from './attributes';

export const externalSource = {
  kind: 'collectionType',
  collectionName: 'external_contacts_external_sources',
  info: {
    singularName: 'external-source',
    pluralName: 'external-sources',
    displayName: 'External source',
    description: 'A named outside system that gives its records identifiers',
  },
  options: { draftAndPublish: false },
  config: shownBy('name', ['name', 'active', 'urlTemplate', 'updatedAt']),
  pluginOptions: shownType,
  attributes: {
    name: short('name', TEXT_LENGTH.sourceName, { required: true }),
    active: { type: 'boolean', columnName: 'active', default: true },
    /** `{id}` stands for the external ID: a deep link into the outside system. */
    urlTemplate: long('url_template', TEXT_LENGTH.urlTemplate),
  },
};
