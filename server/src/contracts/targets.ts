/** What can be imported into today. A content-type uid joins this list when the `documents` writer lands. */
export const TARGETS = ['contacts', 'organizations'] as const;
export type Target = (typeof TARGETS)[number];

export const CONTACT_UID = 'plugin::external-contacts.contact';
export const ORGANIZATION_UID = 'plugin::external-contacts.organization';
export const EXTERNAL_SOURCE_UID = 'plugin::external-contacts.external-source';
export const ATTRIBUTE_UID = 'plugin::external-contacts.attribute';
export const CONSENT_UID = 'plugin::external-contacts.consent';
export const SEGMENT_UID = 'plugin::external-contacts.segment';
export const IMPORT_SETTING_UID = 'plugin::external-contacts.import-setting';

export const UID_OF_TARGET: Record<Target, string> = {
  contacts: CONTACT_UID,
  organizations: ORGANIZATION_UID,
};
