import type { Core } from '@strapi/strapi';
import { badRequest, fileNameOf, isOwnTarget, isStored, type Target } from '../contracts';
import { exportedFields, exportReport } from '../pipeline/report';
import { exportDocuments } from '../store/foreign/export-documents';
import { exportRecords } from '../store/records';
import { createDatabase } from '../store/sql/client';
import { serviceOf, type CsvDownload } from './interfaces';

export interface ExportQuery {
  /** Name or id of the external source whose IDs are written. */
  source?: string;
}

/** The directory as files that can be imported again. */
export const createExports = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);

  const findSource = async (wanted: string): Promise<string> => {
    const sources = await serviceOf(strapi, 'external-sources').list({ activeOnly: false });
    const found = sources.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.trim().toLowerCase());
    if (found === undefined) throw badRequest('external-source.unknown', 'No such external source', { key: 'source' });
    return found.id;
  };

  return {
    /** Every record of a target that was not merged into another one, in the order in which they were made. */
    async csv(target: Target, { source }: ExportQuery = {}): Promise<CsvDownload> {
      const catalogue = serviceOf(strapi, 'targets').fields(target).filter(isStored);
      const isOwn = isOwnTarget(target);
      const report = exportReport(catalogue, { source: source === undefined ? null : await findSource(source), isForeign: !isOwn });
      const pages = isOwn
        ? exportRecords(strapi, database, { target, fields: exportedFields(catalogue) })
        : exportDocuments(strapi, { target, fields: catalogue.map(({ path }) => path), locale: await serviceOf(strapi, 'targets').localeOf({ target }) });
      return { name: `${fileNameOf(target)}.csv`, lines: linesOf(report, pages) };
    },
  };
};

/** One chunk a page: as few writes to the socket as memory allows. */
async function* linesOf({ header, record }: ReturnType<typeof exportReport>, pages: ReturnType<typeof exportRecords>): AsyncGenerator<string> {
  yield header;
  for await (const records of pages) yield records.map(record).join('');
}

export type Exports = ReturnType<typeof createExports>;
