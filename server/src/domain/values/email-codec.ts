import { cleanText } from './clean-text';
import type { ValueCodec } from './value-codec';

const MAX_EMAIL = 256;
/** RFC 5321 §4.5.3.1.1. */
const MAX_LOCAL = 64;
/** RFC 1035 §2.3.4. */
const MAX_LABEL = 63;

const FORBIDDEN_IN_LOCAL = /[\s"(),:;<>@[\\\]\p{C}]/u;
const LABEL = /^[\p{L}\p{N}\p{M}_-]+$/u;

/**
 * A linear check: no expression here can backtrack. Addresses as people have them (dot-atom, internationalised too);
 * quoted local parts, comments and address literals are refused, as is a domain without a dot.
 */
export const isEmail = (text: string): boolean => {
  if (text.length > MAX_EMAIL) return false;
  const at = text.lastIndexOf('@');
  if (at < 1 || at > MAX_LOCAL) return false;
  return isLocalPart(text.slice(0, at)) && isDomain(text.slice(at + 1));
};

const isLocalPart = (local: string): boolean =>
  !local.startsWith('.') && !local.endsWith('.') && !local.includes('..') && !FORBIDDEN_IN_LOCAL.test(local);

const isDomain = (domain: string): boolean => {
  const labels = domain.split('.');
  const last = labels[labels.length - 1] ?? '';
  if (labels.length < 2 || last.length < 2 || /^\d+$/.test(last)) return false;
  return labels.every((label) => label.length <= MAX_LABEL && LABEL.test(label) && !label.startsWith('-') && !label.endsWith('-'));
};

/** Latin beside Cyrillic or Greek in one label (UTS 39 §5.1, reduced to the scripts that share letter shapes): `pаypal` with a Cyrillic а. */
const mixesScripts = (email: string): boolean =>
  /[^\0-\x7f]/.test(email) && email.split(/[.@]/).some((label) => /\p{Script=Latin}/u.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label));

export const emailCodec: ValueCodec = {
  createParser: () => (text, report) => {
    if (text.length > MAX_EMAIL) {
      report('text.too-long', { max: MAX_EMAIL });
      return undefined;
    }
    const clean = cleanText(text, report);
    if (isEmail(clean)) {
      if (mixesScripts(clean)) report('email.mixed-scripts');
      return clean;
    }
    report('email.invalid');
    return undefined;
  },
  format: String,
};
