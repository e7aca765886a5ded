import type { HeaderSynonyms } from './header-synonyms';

/** HubSpot: labels of the export, and internal property names. */
export const hubspot: HeaderSynonyms = {
  contacts: {
    externalId: ['Record ID - Contact', 'Contact Record ID', 'hs_object_id', 'vid', 'Record ID'],
    salutation: ['salutation'],
    firstName: ['firstname'],
    lastName: ['lastname'],
    title: ['jobtitle'],
    workEmail: ['work_email', 'Primary Email'],
    personalEmail: ['Additional email addresses', 'hs_additional_emails'],
    cellPhone: ['Mobile Phone Number', 'mobilephone'],
    address1: ['Street Address'],
    postalCode: ['zip'],
    countryCode: ['Country/Region', 'hs_country_region_code'],
    twitter: ['Twitter Username', 'twitterhandle'],
    whatsApp: ['hs_whatsapp_phone_number', 'WhatsApp Phone Number'],
    'organization.externalId': ['Associated Company ID', 'Primary Associated Company ID', 'associatedcompanyid', 'Record ID - Company', 'Company Record ID'],
    'organization.name': ['Associated Company', 'Primary Company', 'Associated Company Name'],
    'organization.domain': ['Company Domain Name', 'Associated Company Domain'],
    'organization.employeeCount': ['numberofemployees', 'numemployees'],
    'organization.revenue': ['annualrevenue'],
    'organization.websites': ['Website URL'],
  },
  organizations: {
    externalId: ['Record ID', 'hs_object_id'],
    name: ['Company name'],
    domain: ['Company Domain Name'],
    tickers: ['hs_ticker'],
  },
};
