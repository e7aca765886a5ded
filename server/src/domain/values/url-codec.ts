import { cleanText, isLongerThan } from './clean-text';
import type { ValueCodec } from './value-codec';

const MAX_URL = 1000;

/** Only what a browser opens as a web page: `javascript:` and its like are refused by the parsed scheme, not by pattern. */
export const isWebUrl = (text: string): boolean => {
  // WHATWG parsing drops tabs and line ends and trims controls: such a text is not the address that it shows.
  if (text.length > MAX_URL * 2 || /[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
};

export const urlCodec: ValueCodec = {
  createParser: ({ maxLength }) => (text, report) => {
    const clean = cleanText(text, report);
    if (isLongerThan(clean, maxLength ?? MAX_URL)) {
      report('text.too-long', { max: maxLength ?? MAX_URL });
      return undefined;
    }
    if (isWebUrl(clean)) return clean;
    report('url.invalid');
    return undefined;
  },
  format: String,
};
