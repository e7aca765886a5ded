import { isOwnTarget, type FieldDescriptor, type ImportMappingConfidence, type SuggestedMapping, type Target } from '../../contracts';
import { foldText, isReportColumn } from '../values';
import { HEADER_TABLES } from './headers';

/** Better first. */
const CONFIDENCE: readonly ImportMappingConfidence[] = ['exact', 'synonym', 'guess'];
/** Words around a known name that do not change its meaning: `Contact first name`, `Primary phone`. */
const AROUND = ['contact', 'primary', 'main', 'customer', 'client', 'person', 'user', 'kontakt', 'zakaznik'];

interface Claim {
  column: number;
  field: string;
  confidence: ImportMappingConfidence;
}

/**
 * A field for each header that names one. Each field is given once: to the surest column, and of equally sure ones
 * to the first; a column that comes too late for its field stays unmapped.
 */
export const suggestMapping = (columns: readonly string[], catalogue: readonly FieldDescriptor[], target: Target = targetOf(catalogue)): SuggestedMapping[] => {
  const names = readNames(catalogue, target);
  const claims = withoutWholes(catalogue, withoutTitleOfAddress(columns.flatMap((header, column) => (isReportColumn(header) ? [] : claimsOf(header, column, names)))));
  const byColumn = new Map<number, Claim>();
  const taken = new Set<string>();
  for (const confidence of CONFIDENCE) {
    for (const claim of claims) {
      if (claim.confidence !== confidence || taken.has(claim.field) || byColumn.has(claim.column)) continue;
      taken.add(claim.field);
      byColumn.set(claim.column, claim);
    }
  }
  return columns.map((column, columnIndex) => {
    const claim = byColumn.get(columnIndex);
    return { columnIndex, column, field: claim?.field ?? null, confidence: claim?.confidence ?? null };
  });
};

/**
 * Outlook writes `Title` (Mr, Dr) beside `Job Title`. Where another column names the job for certain, `Title` is the salutation, unless that has
 * a column of its own.
 */
const withoutTitleOfAddress = (claims: readonly Claim[]): Claim[] => {
  const salutations = new Set(claims.filter(({ field }) => field === 'salutation').map(({ column }) => column));
  const namesJob = claims.some(({ column, field, confidence }) => field === 'title' && confidence !== 'guess' && !salutations.has(column));
  return namesJob && salutations.size === 1 ? claims.filter(({ column, field }) => field !== 'title' || !salutations.has(column)) : [...claims];
};

/** A column of full names beside one of last names says nothing new, and could not be mapped together with it. */
const withoutWholes = (catalogue: readonly FieldDescriptor[], claims: readonly Claim[]): Claim[] => {
  const claimed = new Set(claims.map(({ field }) => field));
  const wholes = new Set(catalogue.filter(({ splits }) => splits?.some((part) => claimed.has(part))).map(({ path }) => path));
  return claims.filter(({ field }) => !wholes.has(field));
};

/** Only contacts have an organization. */
const targetOf = (catalogue: readonly FieldDescriptor[]): Target =>
  catalogue.some(({ path }) => path.startsWith('organization.')) ? 'contacts' : 'organizations';

interface Names {
  exact: ReadonlyMap<string, string>;
  /** In the order of the tables: where two fields claim a header, the second is the fallback. */
  synonyms: ReadonlyMap<string, readonly string[]>;
}

const readNames = (catalogue: readonly FieldDescriptor[], target: Target): Names => {
  const known = new Set(catalogue.map(({ path }) => path));
  const exact = new Map<string, string>();
  for (const { path, label, reference, alternate } of catalogue) {
    for (const name of [path, label, ...(alternate === true || reference === undefined ? [] : [reference.attribute])]) if (!exact.has(foldText(name))) exact.set(foldText(name), path);
  }
  const synonyms = new Map<string, string[]>();
  const add = (path: string, headers: readonly string[]): void => {
    if (!known.has(path)) return;
    for (const header of headers.map(foldText)) {
      const paths = synonyms.get(header) ?? [];
      if (!paths.includes(path)) synonyms.set(header, [...paths, path]);
    }
  };
  // Of a foreign type nobody knows other names than its own.
  if (!isOwnTarget(target)) return { exact, synonyms };
  for (const table of HEADER_TABLES) for (const [path, headers] of Object.entries(table[target])) add(path, headers);
  if (target === 'organizations') {
    for (const table of HEADER_TABLES) {
      for (const [path, headers] of Object.entries(table.contacts)) if (path.startsWith('organization.')) add(path.slice('organization.'.length), headers);
    }
  }
  return { exact, synonyms };
};

const claimsOf = (header: string, column: number, names: Names): Claim[] => {
  const folded = foldText(header);
  if (folded === '') return [];
  const exact = names.exact.get(folded);
  const claims: Claim[] = exact === undefined ? [] : [{ column, field: exact, confidence: 'exact' }];
  for (const field of names.synonyms.get(folded) ?? []) claims.push({ column, field, confidence: 'synonym' });
  if (claims.length > 0) return claims;
  const core = coreOf(header);
  const guess = names.exact.get(core) ?? names.synonyms.get(core)?.[0];
  return guess === undefined ? [] : [{ column, field: guess, confidence: 'guess' }];
};

/** The header without a bracketed remark, a trailing number and the words of AROUND. */
const coreOf = (header: string): string => {
  let core = foldText(header.replace(/[([{][^)\]}]{0,60}[)\]}]/g, ' ').replace(/[\s_#-]*\d{1,2}\s*$/, ''));
  const around = AROUND.find((word) => core.startsWith(word) && core.length > word.length + 1);
  if (around !== undefined) core = core.slice(around.length);
  return core;
};
