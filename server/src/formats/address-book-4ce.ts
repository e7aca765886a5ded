import type { Preset } from '../contracts';

/** No file of 4CE has quotation marks, so that no field can hold the separator. */
const COMMA = ',';

/**
 * SFR's multichannel contact centre: the address book of people whom agents ask, copy or transfer to. Columns, lengths and rules as its guide
 * has them. The guide limits the civility to three characters and lists Mlle, which has four: the list wins.
 */
export const addressBook4ce: Preset = {
  name: '4ce-address-book',
  label: '4CE address book',
  description: 'Recipients of an address book: eight columns, UTF-8, separated by commas',
  target: 'contacts',
  strict: true,
  columns: [
    { name: 'Civilité', field: 'salutation', maxLength: 3, allowed: ['M.', 'Mme', 'Mlle'], default: 'M.', forbidden: COMMA },
    { name: 'Prénom', field: 'firstName', maxLength: 50, forbidden: COMMA, onBlank: 'clear' },
    { name: 'Nom', field: 'lastName', maxLength: 20, forbidden: COMMA, onBlank: 'clear' },
    { name: 'E-mail', field: 'workEmail', required: true, maxLength: 255, forbidden: COMMA, pattern: '\\S+' },
    { name: 'Service', field: 'department', maxLength: 50, forbidden: COMMA, onBlank: 'clear' },
    { name: 'Téléphone', field: 'workPhone', maxLength: 20, pattern: '[0-9]+', transform: ['international-00'], onBlank: 'clear' },
    { name: 'Adresse', field: 'address1', maxLength: 100, forbidden: COMMA, onBlank: 'clear' },
    { name: 'Ville', field: 'city', maxLength: 100, forbidden: COMMA, onBlank: 'clear' },
  ],
  jobName: { required: true, spaces: false },
  onCreate: { expert: true, copy: true },
  setting: {
    matchBy: ['workEmail'],
    mergeMode: 'update-first',
    // "Each recipient is identified by his unique e-mail address": info@… is one recipient too.
    allowSharedIdentifiers: ['*'],
    mode: 'upsert',
    defaultCountry: 'FR',
    file: { encoding: 'utf-8', delimiter: ',' },
  },
  samples: [
    ['Mme', 'Camille', 'Durand', 'camille.durand@example.com', 'Facturation', '0199000001', '1 rue de la Paix', 'Paris'],
    ['M.', 'Hugo', 'Petit', 'hugo.petit@example.com', 'Technique', '0033199000002', '', 'Lyon'],
    ['Mlle', 'Inès', 'Moreau', 'ines.moreau@example.com', '', '', '', ''],
  ],
};
