import { ORGANIZATION_UID, TEXT_LENGTH } from '../contracts';
import { internal, json, long, short, shownBy, shownType } from './attributes';

export const organization = {
  kind: 'collectionType',
  collectionName: 'external_contacts_organizations',
  info: {
    singularName: 'organization',
    pluralName: 'organizations',
    displayName: 'Organization',
    description: 'A company, an authority, an association',
  },
  options: { draftAndPublish: false },
  config: shownBy('name', ['name', 'domain', 'industry', 'phoneNumber', 'updatedAt'], { parent: 'name' }, ['mergedInto', 'lastJob']),
  pluginOptions: shownType,
  indexes: [
    { name: 'external_contacts_organizations_upd_ix', columns: ['updated_at'] },
    { name: 'external_contacts_organizations_job_ix', columns: ['last_job'] },
    { name: 'external_contacts_organizations_mrg_ix', columns: ['merged_into'] },
  ],
  attributes: {
    name: long('name', TEXT_LENGTH.name, { required: true }),
    companyType: short('company_type', TEXT_LENGTH.default),
    industry: short('industry', TEXT_LENGTH.default),
    address: short('address', TEXT_LENGTH.address),
    phoneNumber: short('phone_number', TEXT_LENGTH.phone),
    faxNumber: short('fax_number', TEXT_LENGTH.phone),
    employeeCount: { type: 'integer', columnName: 'employee_count' },
    // A double: whole amounts stay exact up to 9e15, and a decimal's precision would be altered at host schema changes.
    revenue: { type: 'float', columnName: 'revenue' },
    // Lists as text, several values joined by `;`: a list attribute would not fit one cell of a file.
    tags: long('tags', TEXT_LENGTH.name),
    websites: long('websites', TEXT_LENGTH.url),
    domain: short('domain', TEXT_LENGTH.default),
    tickers: short('tickers', TEXT_LENGTH.default),
    twitterId: short('twitter_id', TEXT_LENGTH.default),
    externalSystemUrl: long('external_system_url', TEXT_LENGTH.url),
    parent: { type: 'relation', relation: 'manyToOne', target: ORGANIZATION_UID },
    externalIds: json('external_ids'),
    mergedInto: internal('merged_into'),
    lastJob: internal('last_job'),
  },
};
