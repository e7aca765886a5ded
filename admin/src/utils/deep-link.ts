const PLACEHOLDER = '{id}';

/**
 * The address of a record in an external system; null where the template is none. Only http and https: a template is typed by
 * a person, and a `javascript:` address would run in the panel of whoever clicks it.
 */
export const deepLink = (template: string, id: string): string | null => {
  const trimmed = template.trim();
  if (!/^https?:\/\//iu.test(trimmed) || !trimmed.includes(PLACEHOLDER)) return null;
  const address = trimmed.replaceAll(PLACEHOLDER, () => encodeURIComponent(id));
  return URL.canParse(address) ? address : null;
};
