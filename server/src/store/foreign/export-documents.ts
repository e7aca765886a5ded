import type { Core } from '@strapi/strapi';
import type { ForeignTarget } from '../../contracts';
import type { ExportRecord } from '../../pipeline/report/export-csv';
import { createForeignTypes } from './foreign-type';
import { readPage, scopeOf } from './read-documents';

/** Each page also costs a query a relation. */
const PAGE = 500;

/** All records of a foreign type, in the order in which they came, a page at a time: of a type with drafts the drafts, of a localized one one locale's. */
export async function* exportDocuments(strapi: Core.Strapi, { target, fields, locale }: { target: ForeignTarget; fields: readonly string[]; locale: string | null }): AsyncGenerator<ExportRecord[]> {
  const type = createForeignTypes(strapi)(target);
  const where = scopeOf(strapi, target, locale);
  for (let after = 0; ; ) {
    const entries = await readPage(strapi, type, { after, limit: PAGE, fields, where });
    if (entries.length === 0) return;
    yield entries.map(({ documentId, values }) => ({ documentId, values, externalIds: [], organization: null }));
    after = entries.at(-1)?.id ?? after;
  }
}
