import type { Preset } from '../contracts';

/** The companies of a Czech ticketing system: they go in first, since its users are filed under them by name. */
export const helpdeskCompanies: Preset = {
  name: 'helpdesk-companies',
  label: 'Helpdesk companies',
  description: 'Companies that users are filed under: import them before the users',
  target: 'organizations',
  columns: [
    { name: 'Název společnosti', aliases: ['Společnost', 'Název', 'Company', 'Company name'], field: 'name', required: true },
    { name: 'Doména', aliases: ['Domain'], field: 'domain', optional: true },
    { name: 'Telefon', aliases: ['Phone'], field: 'phoneNumber', optional: true },
    { name: 'Adresa', aliases: ['Address'], field: 'address', optional: true },
    { name: 'Web', aliases: ['Webové stránky', 'Website'], field: 'websites', optional: true },
    { name: 'Štítky', aliases: ['Tags'], field: 'tags', optional: true },
  ],
  recognise: [['Název společnosti', 'Doména'], ['Název společnosti', 'Adresa'], ['Název společnosti', 'Telefon'], ['Název společnosti', 'Web']],
  setting: { matchBy: ['name'], defaultCountry: 'CZ' },
  samples: [
    ['Příklad s.r.o.', 'example.cz', '+420601000001', 'Dlouhá 1, Praha', 'https://www.example.cz', ''],
    ['Ukázka a.s.', 'example.net', '', 'Krátká 2, Brno', '', 'vip'],
    ['Vzor & syn', '', '', '', '', ''],
  ],
};
