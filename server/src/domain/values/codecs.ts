import type { FieldDescriptor, Value, ValueType } from '../../contracts';
import { booleanCodec } from './boolean-codec';
import { consentCodec } from './consent-codec';
import { countryCodec } from './country-codec';
import { dateCodec, datetimeCodec } from './date-codecs';
import { emailCodec } from './email-codec';
import { enumerationCodec } from './enumeration-codec';
import { decimalCodec, integerCodec } from './number-codecs';
import { listCodec } from './list-codec';
import { phoneCodec } from './phone-codec';
import { externalIdCodec, textCodec } from './text-codec';
import { urlCodec } from './url-codec';
import { DEFAULT_CONTEXT, type ParseValue, type ValueCodec, type ValueContext } from './value-codec';

/** One parse and format pair per value type, so that what an export writes an import reads. */
export const VALUE_CODECS: Readonly<Record<ValueType, ValueCodec>> = {
  text: textCodec,
  email: emailCodec,
  phone: phoneCodec,
  country: countryCodec,
  enumeration: enumerationCodec,
  boolean: booleanCodec,
  consent: consentCodec,
  integer: integerCodec,
  decimal: decimalCodec,
  date: dateCodec,
  datetime: datetimeCodec,
  url: urlCodec,
  externalId: externalIdCodec,
};

export const createValueParser = (field: FieldDescriptor, context: ValueContext = DEFAULT_CONTEXT): ParseValue =>
  (field.list === true ? listCodec : VALUE_CODECS[field.type]).createParser(field, context);

export const formatValue = (type: ValueType, value: Value, context: ValueContext = DEFAULT_CONTEXT): string =>
  VALUE_CODECS[type].format(value, context);
