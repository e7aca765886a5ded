import { TEXT_LENGTH, VISIBILITY } from '../contracts';
import { hiddenType, json, oneOf, short } from './attributes';

/** Hidden from the Content Manager: a raw edit would go past the checks of the setting and its version. */
export const importSetting = {
  kind: 'collectionType',
  collectionName: 'external_contacts_import_settings',
  info: {
    singularName: 'import-setting',
    pluralName: 'import-settings',
    displayName: 'Import setting',
    description: 'A saved, shareable configuration of an import',
  },
  options: { draftAndPublish: false },
  pluginOptions: hiddenType,
  indexes: [{ name: 'external_contacts_import_settings_own_ix', columns: ['owner_kind', 'owner_id'] }],
  attributes: {
    name: short('name', TEXT_LENGTH.default, { required: true }),
    // Also a uid, which no enumeration could hold.
    target: short('target', TEXT_LENGTH.default),
    setting: json('setting'),
    version: { type: 'integer', columnName: 'version' },
    visibility: oneOf('visibility', VISIBILITY),
    ownerKind: short('owner_kind', 32),
    ownerId: short('owner_id', 64),
    ownerName: short('owner_name', TEXT_LENGTH.default),
  },
};
