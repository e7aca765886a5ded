import { cleanText, isLongerThan } from './clean-text';
import { splitList } from './lists';
import { isWebUrl } from './url-codec';
import type { ValueCodec } from './value-codec';

/**
 * Several values in one text, joined by `;`: as written, since only a mapping with `list` asks for another form. Each item of a list of web addresses is one by itself; there a scheme may be
 * missing (`www.example.org`), as people write what opens a site.
 */
export const listCodec: ValueCodec = {
  createParser: ({ type, maxLength }) => (text, report) => {
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
  },
  format: String,
};

/** `javascript:…` and `mailto:…` must not pass as hosts: without a scheme a dot is needed, and no `@` is allowed. */
const isWebsite = (text: string): boolean => isWebUrl(text) || (!text.includes('://') && !text.includes('@') && /^[^/?#:]+\.[^/?#:]/u.test(text) && isWebUrl(`https://${text}`));
