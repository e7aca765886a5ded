import { GROUP_FIELDS, OperationError, type OwnTarget } from '../../contracts';
import { cleanText } from '../../domain/values/clean-text';
import { isEmail } from '../../domain/values/email-codec';
import { createPhoneNormaliser } from '../../domain/values/phone-codec';

/** The fields of a record that a writer gives. */
export type DataOf = Record<string, unknown>;

const EMAILS: Record<OwnTarget, readonly string[]> = { contacts: GROUP_FIELDS.email, organizations: [] };
const PHONES: Record<OwnTarget, readonly string[]> = { contacts: GROUP_FIELDS.phone, organizations: ['phoneNumber', 'faxNumber'] };

const nothingToReport = (): void => {};

/** Trims all text and cleans it as an import does; an empty text is no value. Relations and lists are left alone. */
export const trimTexts = (data: DataOf): void => {
  for (const [field, value] of Object.entries(data)) {
    if (typeof value === 'string' && field !== 'documentId') data[field] = cleanText(value.trim(), nothingToReport) || null;
  }
};

/** Refuses what a person would have to mend: it is thrown to whoever saves the record. */
export const checkEmails = (target: OwnTarget, data: DataOf): void => {
  for (const field of EMAILS[target]) {
    const value = data[field];
    if (typeof value !== 'string') continue;
    if (!isEmail(value)) {
      throw new OperationError('email.invalid', 400, `${field} is no e-mail address`, { code: 'email.invalid', field });
    }
  }
};

export const normaliseCountry = (data: DataOf): void => {
  const value = data['countryCode'];
  if (typeof value !== 'string') return;
  const code = value.toUpperCase();
  if (!/^[A-Z]{2}$/u.test(code)) {
    throw new OperationError('country.unknown', 400, 'countryCode takes two letters, as in FR', { code: 'country.unknown', field: 'countryCode' });
  }
  data['countryCode'] = code;
};

/** E.164 where the number and a country allow it, else as given: a number that we cannot read is still worth keeping. */
export const normalisePhones = (target: OwnTarget, data: DataOf, country: string | null): void => {
  const normalise = createPhoneNormaliser(country);
  for (const field of PHONES[target]) {
    const value = data[field];
    if (typeof value === 'string') data[field] = normalise(value) ?? value;
  }
};
