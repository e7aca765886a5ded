import type { Preset } from '../contracts';

/**
 * The users of a Czech ticketing system. One person may stand under several companies: with the same e-mail and another user name each time, so that
 * a user is found again by e-mail and company together. An invented address stands for many: then the user name has to agree as well.
 */
export const helpdeskUsers: Preset = {
  name: 'helpdesk-users',
  label: 'Helpdesk users',
  description: 'Customers and operators with their user names; their companies must be there',
  target: 'contacts',
  columns: [
    { name: 'Uživatelské jméno', aliases: ['Username', 'User name', 'Login'], field: 'username', required: true },
    { name: 'E-mail', aliases: ['Email', 'E-mailová adresa'], field: 'workEmail', required: true, warnInvented: true },
    { name: 'Jméno', aliases: ['First name'], field: 'firstName', optional: true },
    { name: 'Příjmení', aliases: ['Last name'], field: 'lastName', optional: true },
    { name: 'Společnost', aliases: ['Company', 'Firma'], field: 'organization.name', optional: true, onConflict: 'existing' },
    { name: 'Role', aliases: ['Helpdesk role'], field: 'helpdeskRole', optional: true, default: 'customer' },
    { name: 'Telefon', aliases: ['Phone'], field: 'workPhone', optional: true },
    { name: 'Mobil', aliases: ['Mobile'], field: 'cellPhone', optional: true },
  ],
  recognise: [['Uživatelské jméno', 'E-mail']],
  setting: {
    matchBy: [['workEmail', 'organization'], ['username', 'workEmail', 'organization']],
    organizations: { matchBy: 'name', missing: 'fail' },
    inFileDuplicates: 'in-order',
    defaultCountry: 'CZ',
  },
  samples: [
    ['jan.novak', 'jan.novak@example.cz', 'Jan', 'Novák', 'Příklad s.r.o.', 'Zákazník', '+420601000002', ''],
    ['sarka.kucerova', 'sarka.kucerova@example.net', 'Šárka', 'Kučerová', 'Ukázka a.s.', 'Zákazník', '', '+420601000003'],
    ['petr.svoboda', 'petr.svoboda@example.cz', 'Petr', 'Svoboda', '', 'Operátor', '', ''],
  ],
};
