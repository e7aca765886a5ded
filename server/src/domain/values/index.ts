export * from './value-codec';
export * from './codecs';
export * from './fold-text';
export { isEmail } from './email-codec';
export { createPhoneNormaliser } from './phone-codec';
export { isWebUrl } from './url-codec';
export { isTimeZone } from './time-zone';
export { isDatePattern } from './date-pattern';
export { COUNTRY_CODES } from './country-codes';
