import type { Core } from '@strapi/strapi';
import type { ForeignTarget } from '../../contracts';
import type { StoredRecord } from '../../pipeline/ports';
import { createForeignTypes, type ForeignType } from './foreign-type';
import { readEntries, scopeOf } from './read-documents';

/** One document as the engine sees it; null where it is gone. */
export const findDocument = async (strapi: Core.Strapi, { target, documentId, fields, locale }: { target: ForeignTarget; documentId: string; fields: string[]; locale: string | null }): Promise<StoredRecord | null> => {
  const [entry] = await readEntries(strapi, createForeignTypes(strapi)(target), { column: 'documentId', values: [documentId], fields, where: scopeOf(strapi, target, locale) });
  return entry === undefined ? null : { ...entry, externalIds: [], organization: null, lastJob: null };
};

/** What people would call documents: the first of their texts, by documentId. */
export const readDocumentNames = async (strapi: Core.Strapi, target: ForeignTarget, documentIds: string[]): Promise<Record<string, string>> => {
  const type = createForeignTypes(strapi)(target);
  const name = nameFieldOf(type);
  if (name === null || documentIds.length === 0) return {};
  const entries = await readEntries(strapi, type, { column: 'documentId', values: documentIds, fields: [name] });
  return Object.fromEntries(entries.flatMap(({ documentId, values }) => (values[name] === null || values[name] === undefined ? [] : [[documentId, String(values[name])]])));
};

/** `name` where there is one, else the first unique text, else the first text. */
const nameFieldOf = ({ fields }: ForeignType): string | null => {
  const texts = [...fields.values()].filter(({ type, reference, path }) => type === 'text' && reference === undefined && !path.includes('.'));
  return (texts.find(({ path }) => path === 'name') ?? texts.find(({ unique }) => unique === true) ?? texts[0])?.path ?? null;
};
