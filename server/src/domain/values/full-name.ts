import { TEXT_LENGTH } from '../../contracts';
import { foldText } from './fold-text';

export interface NameParts {
  salutation: string;
  /** All given names: a middle name cannot be told from a second first name. */
  firstName: string;
  lastName: string;
}

/** Words that belong to the last name behind them: de Gaulle, van der Berg, da Silva. */
const PARTICLES = new Set([
  'af', 'al', 'av', 'bin', 'bint', 'd', 'da', 'de', 'degli', 'dei', 'del', 'della', 'delle', 'den', 'der', 'des', 'di', 'do', 'dos', 'das', 'du', 'el', 'het', 'ibn',
  'l', 'la', 'las', 'le', 'les', 'los', 'ten', 'ter', 'te', 'van', 'vom', 'von', 'zu', 'zum', 'zur', 'ze',
]);
const SALUTATIONS = new Set([
  'mr', 'mrs', 'ms', 'miss', 'mx', 'sir', 'madam', 'mme', 'mlle', 'madame', 'mademoiselle', 'monsieur', 'me', 'pan', 'pani', 'slecna', 'herr', 'frau', 'dr', 'prof',
]);
/** Only with their dot: without it they are initials or names. */
const DOTTED_SALUTATIONS = new Set(['m', 'bc', 'doc', 'ing', 'mgr', 'judr', 'mddr', 'mudr', 'mvdr', 'paeddr', 'phdr', 'pharmdr', 'rndr', 'thdr', 'mag', 'dipl']);
/** Behind a comma these are no first name: “Jan Novák, Ph.D.”. */
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'phd', 'csc', 'drsc', 'mba', 'md', 'llm', 'dis', 'esq', 'msc', 'ma', 'ba', 'bsc', 'mpa', 'cpa']);

/** Longer text is no name: looking at each of its hundred thousand words would hold everybody else up. The field's own length refuses it. */
const MAX_LENGTH = 4 * TEXT_LENGTH.name;

/**
 * Splits a full name, by rule and without a list of names. “Last, First” when there is a comma; otherwise the last word
 * is the last name, or with `lastNameFirst` (“Novák Jan”) the first one. Salutations and titles in front are a part of
 * their own. A single word is a last name. Nothing of the text is lost but the comma and doubled blanks.
 */
export const splitFullName = (text: string, lastNameFirst: boolean): NameParts => {
  if (text.length > MAX_LENGTH) return { salutation: '', firstName: '', lastName: text };
  const parts = text.split(',').map((part) => part.trim().replace(/\s+/gu, ' ')).filter((part) => part !== '');
  const suffixes = parts.slice(1).filter(isSuffix);
  const [first = '', ...others] = parts.filter((part, index) => index === 0 || !isSuffix(part));
  const names = others.length > 0 ? byComma(first, others.join(' ')) : byWords(first, lastNameFirst);
  return suffixes.length === 0 ? names : { ...names, lastName: [names.lastName, ...suffixes].join(', ') };
};

const byComma = (last: string, first: string): NameParts => {
  const before = takeSalutation(last.split(' '));
  const after = takeSalutation(first.split(' '));
  return { salutation: [before.salutation, after.salutation].filter((word) => word !== '').join(' '), firstName: after.words.join(' '), lastName: before.words.join(' ') };
};

const byWords = (text: string, lastNameFirst: boolean): NameParts => {
  const { salutation, words } = takeSalutation(text.split(' '));
  const cut = lastNameFirst ? endOfLeadingName(words) : startOfLastName(words);
  const [head, tail] = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')];
  return lastNameFirst ? { salutation, firstName: tail, lastName: head } : { salutation, firstName: head, lastName: tail };
};

/** At least one word stays, or “Pan” could be nobody's last name. */
const takeSalutation = (words: readonly string[]): { salutation: string; words: readonly string[] } => {
  let taken = 0;
  while (taken < words.length - 1 && isSalutation(words[taken] ?? '')) taken += 1;
  return { salutation: words.slice(0, taken).join(' '), words: words.slice(taken) };
};

/** Index of the first word of the last name: the last word, and the particles before it. */
const startOfLastName = (words: readonly string[]): number => {
  let start = words.length - 1;
  while (start > 0 && isParticle(words, start - 1)) start -= 1;
  return Math.max(start, 0);
};

/** Index behind a last name that comes first: its particles and one word. */
const endOfLeadingName = (words: readonly string[]): number => {
  let end = 0;
  while (end < words.length - 1 && isParticle(words, end)) end += 1;
  return end + 1;
};

/** In front, only as written in small letters: Van Morrison has a first name, van Gogh has none. */
const isParticle = (words: readonly string[], index: number): boolean => {
  const word = words[index] ?? '';
  return PARTICLES.has(foldText(word)) && (index > 0 || word === word.toLowerCase());
};

const isSalutation = (word: string): boolean => SALUTATIONS.has(foldText(word)) || (word.endsWith('.') && DOTTED_SALUTATIONS.has(foldText(word)));

const isSuffix = (text: string): boolean => SUFFIXES.has(foldText(text));
