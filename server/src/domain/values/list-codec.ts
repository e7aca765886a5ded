import type { FieldDescriptor } from '../../contracts';
import { cleanText, isLongerThan } from './clean-text';
import { enumerationCodec } from './enumeration-codec';
import { joinList, splitList } from './lists';
import { isWebUrl } from './url-codec';
import type { ParseValue, ValueCodec } from './value-codec';

/**
 * Several values in one text, joined by `;`: as written, since only a mapping with `list` asks for another form. Each item of a list of web addresses is one by itself; there a scheme may be
 * missing (`www.example.org`), as people write what opens a site.
 */
export const listCodec: ValueCodec = {
  createParser: (field, context) => (field.type === 'enumeration' ? optionsParser(field, context) : textsParser(field)),
  format: String,
};

/** Each item is one of the field's values; one that is not refuses the whole cell, as half an answer would be another answer. */
const optionsParser: ValueCodec['createParser'] = (field, context) => {
  const parse = enumerationCodec.createParser(field, context);
  return (text, report) => {
    const values = splitList(text).map((item) => parse(item, report));
    return values.length === 0 || values.includes(undefined) ? undefined : joinList([...new Set(values.map(String))]);
  };
};

const textsParser = ({ type, maxLength }: FieldDescriptor): ParseValue =>
  (text, report) => {
    const clean = cleanText(text, report);
    if (type === 'url' && !splitList(clean).every(isWebsite)) {
      report('url.invalid');
      return undefined;
    }
    if (isLongerThan(clean, maxLength)) {
      report('text.too-long', { max: maxLength ?? 0 });
      return undefined;
    }
    return clean === '' ? undefined : clean;
  };

/** `javascript:…` and `mailto:…` must not pass as hosts: without a scheme a dot is needed, and no `@` is allowed. */
const isWebsite = (text: string): boolean => isWebUrl(text) || (!text.includes('://') && !text.includes('@') && /^[^/?#:]+\.[^/?#:]/u.test(text) && isWebUrl(`https://${text}`));
