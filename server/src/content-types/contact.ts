import { ORGANIZATION_UID, TEXT_LENGTH } from '../contracts';
import { flag, internal, json, long, oneOf, short, shownBy, shownType } from './attributes';

export const CONTACT_KINDS = ['external', 'internal'] as const;
export const HELPDESK_ROLES = ['customer', 'operator'] as const;

export const contact = {
  kind: 'collectionType',
  collectionName: 'external_contacts_contacts',
  info: {
    singularName: 'contact',
    pluralName: 'contacts',
    displayName: 'Contact',
    description: 'A person in the directory',
  },
  options: { draftAndPublish: false },
  config: shownBy('lastName', ['lastName', 'firstName', 'workEmail', 'workPhone', 'organization', 'updatedAt'], { organization: 'name' }, ['mergedInto', 'lastJob']),
  pluginOptions: shownType,
  // Each index costs every imported row; a last name of 1,000 characters fits no index entry (see `long`).
  indexes: [
    { name: 'external_contacts_contacts_upd_ix', columns: ['updated_at'] },
    { name: 'external_contacts_contacts_job_ix', columns: ['last_job'] },
    { name: 'external_contacts_contacts_mrg_ix', columns: ['merged_into'] },
  ],
  attributes: {
    kind: oneOf('kind', CONTACT_KINDS),
    salutation: long('salutation', TEXT_LENGTH.name),
    firstName: long('first_name', TEXT_LENGTH.name),
    middleName: long('middle_name', TEXT_LENGTH.name),
    lastName: long('last_name', TEXT_LENGTH.name),
    title: long('title', TEXT_LENGTH.name),
    department: short('department', TEXT_LENGTH.default),
    workEmail: short('work_email', TEXT_LENGTH.email),
    personalEmail: short('personal_email', TEXT_LENGTH.email),
    otherEmail: short('other_email', TEXT_LENGTH.email),
    workPhone: short('work_phone', TEXT_LENGTH.phone),
    cellPhone: short('cell_phone', TEXT_LENGTH.phone),
    homePhone: short('home_phone', TEXT_LENGTH.phone),
    otherPhone: short('other_phone', TEXT_LENGTH.phone),
    address1: short('address1', TEXT_LENGTH.address),
    address2: short('address2', TEXT_LENGTH.address),
    city: short('city', TEXT_LENGTH.city),
    state: short('state', TEXT_LENGTH.state),
    postalCode: short('postal_code', TEXT_LENGTH.postalCode),
    countryCode: short('country_code', 2),
    twitter: short('twitter', TEXT_LENGTH.default),
    line: short('line', TEXT_LENGTH.default),
    whatsApp: short('whats_app', TEXT_LENGTH.default),
    facebook: short('facebook', TEXT_LENGTH.default),
    instagram: short('instagram', TEXT_LENGTH.default),
    externalSystemUrl: long('external_system_url', TEXT_LENGTH.url),
    surveyOptOut: flag('survey_opt_out'),
    username: short('username', TEXT_LENGTH.default),
    helpdeskRole: oneOf('helpdesk_role', HELPDESK_ROLES),
    expert: flag('expert'),
    copy: flag('copy'),
    transfer: flag('transfer'),
    // One-sided on purpose: an inverse would add an order column to every link row.
    organization: { type: 'relation', relation: 'manyToOne', target: ORGANIZATION_UID },
    externalIds: json('external_ids'),
    mergedInto: internal('merged_into'),
    lastJob: internal('last_job'),
  },
};
