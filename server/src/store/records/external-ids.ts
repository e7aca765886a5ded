import type { Core } from '@strapi/strapi';
import { EXTERNAL_SOURCE_UID, MAX_EXTERNAL_IDS, OperationError, TEXT_LENGTH } from '../../contracts';
import { parseExternalIds, type StoredExternalId } from '../../domain/keys';

const refuse = (code: string, message: string): OperationError => new OperationError(code, 400, message, { code, field: 'externalIds' });

/**
 * What a writer gave as `externalIds`, in the form that is stored: the source by its documentId (its name is taken too),
 * the value exact. Nothing left gives null.
 */
export const normaliseExternalIds = async (strapi: Core.Strapi, given: unknown): Promise<StoredExternalId[] | null> => {
  const entries = readEntries(given);
  if (entries.length === 0) return null;
  if (entries.length > MAX_EXTERNAL_IDS) throw refuse('external-id.too-many', `A record has at most ${String(MAX_EXTERNAL_IDS)} external IDs`);

  const sources = await sourceIds(strapi);
  const stored = entries.map(({ source, value }) => {
    const id = sources.get(source) ?? sources.get(source.toLowerCase());
    if (id === undefined) throw refuse('external-source.unknown', 'externalIds names an unknown external source');
    return { source: id, value };
  });
  if (new Set(stored.map(({ source, value }) => `${source} ${value}`)).size < stored.length) {
    throw refuse('external-id.duplicate', 'externalIds names the same external ID twice');
  }
  return stored;
};

const readEntries = (given: unknown): StoredExternalId[] => {
  if (given === null || given === undefined || given === '') return [];
  let list: unknown;
  try {
    list = typeof given === 'string' ? JSON.parse(given) : given;
  } catch (cause) {
    throw new OperationError('external-id.invalid', 400, 'externalIds is no JSON', { code: 'external-id.invalid' }, cause);
  }
  if (!Array.isArray(list)) throw refuse('external-id.invalid', 'externalIds takes a list of {source, value}');
  return parseExternalIds(list).map((entry) => readEntry(entry));
};

const readEntry = (entry: unknown): StoredExternalId => {
  const { source, value } = (typeof entry === 'object' && entry !== null ? entry : {}) as { source?: unknown; value?: unknown };
  // A number would have lost its leading zeros before it came here; its text is all there is.
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof source !== 'string' || typeof text !== 'string') throw refuse('external-id.invalid', 'An external ID is {source, value}');
  const trimmed = text.normalize('NFC').trim();
  if (trimmed === '' || trimmed.length > TEXT_LENGTH.externalId) {
    throw refuse('external-id.invalid', `The value of an external ID has 1 to ${String(TEXT_LENGTH.externalId)} characters`);
  }
  return { source: source.trim(), value: trimmed };
};

/** documentId → itself and lower-case name → documentId. There are a handful of sources. */
const sourceIds = async (strapi: Core.Strapi): Promise<Map<string, string>> => {
  const sources = (await strapi.db.query(EXTERNAL_SOURCE_UID).findMany({ select: ['documentId', 'name'] })) as { documentId: string; name: string }[];
  return new Map(sources.flatMap(({ documentId, name }) => [[documentId, documentId], [name.toLowerCase(), documentId]] as const));
};
