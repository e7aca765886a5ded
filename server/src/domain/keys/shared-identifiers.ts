/**
 * E-mails and phones that look shared or invented, whoever has them. The lists are short on purpose: what is really
 * shared shows by how many names have it.
 */
const ROLE_ADDRESSES = new Set([
  'info', 'infos', 'office', 'mail', 'email', 'post', 'contact', 'contacts', 'kontakt', 'kontakty', 'hello', 'bonjour', 'accueil', 'reception', 'recepce',
  'sales', 'ventes', 'obchod', 'commercial', 'support', 'help', 'helpdesk', 'service', 'servis', 'admin', 'administrator', 'webmaster', 'postmaster', 'hostmaster', 'abuse',
  'noreply', 'no-reply', 'donotreply', 'do-not-reply', 'secretariat', 'sekretariat', 'podatelna', 'billing', 'invoice', 'invoices', 'accounting', 'compta', 'comptabilite',
  'facturation', 'fakturace', 'faktury', 'ucetni', 'uctarna', 'marketing', 'hr', 'rh', 'jobs', 'team', 'enquiries', 'inquiries',
]);
const INVENTED_ADDRESSES = new Set([
  'test', 'none', 'nomail', 'noemail', 'no-mail', 'no-email', 'unknown', 'nobody', 'anonymous', 'inconnu', 'aucun', 'sansmail', 'nemam', 'nema', 'neni', 'nikdo', 'nezadano', 'asdf', 'qwerty',
]);
/** `xx@yy.cz`: one letter again and again on both sides. */
const REPEATED = /^(\w)\1+@(\w)\2+\./;
/** +420 777 777 777, +33 1 00 00 00 00. */
const SAME_DIGITS = /(\d)\1{6,}$/;
const COUNTING = /(?:1234567|2345678|3456789|9876543|8765432|7654321)\d{0,3}$/;

/** An address that was made up because a form asked for one. `value` is a normalised address. */
export const isInventedEmail = (value: string): boolean => INVENTED_ADDRESSES.has(localPart(value)) || REPEATED.test(value);

const localPart = (value: string): string => {
  const at = value.lastIndexOf('@');
  return (at < 0 ? value : value.slice(0, at)).replace(/\+.*$/, '');
};

/** `value` is a normalised address. */
export const isSuspectEmail = (value: string): boolean => {
  return ROLE_ADDRESSES.has(localPart(value)) || isInventedEmail(value);
};

/** `value` is in E.164 form. */
export const isSuspectPhone = (value: string): boolean => SAME_DIGITS.test(value) || COUNTING.test(value);
