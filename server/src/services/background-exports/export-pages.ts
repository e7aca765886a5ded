import type { Core } from '@strapi/strapi';
import { isStored, type SegmentGroup } from '../../contracts';
import { exportedFields, exportReport } from '../../pipeline/report';
import type { ExportPage } from '../../store/exports/export-store';
import type { ExportRow } from '../../store/exports/export-row';
import { exportRecordsOf } from '../../store/records';
import { countSegment, nextInSegment } from '../../store/segments/segment-records';
import type { Database } from '../../store/sql/client';
import { serviceOf } from '../interfaces';

/** Records of a page: some 2 MB of rows, and a few ms of SQLite's one connection. */
const PAGE = 1_000;

/** Where the records of an export come from, a page at a time, from wherever a worker before has stopped. */
export interface ExportSource {
  count(): Promise<number>;
  /** null: there are no more. */
  next(so: Pick<ExportRow, 'afterId' | 'records' | 'files'>): Promise<ExportPage | null>;
}

const EVERYBODY: SegmentGroup = { match: 'all', rules: [] };

/** Records of contacts or organizations as they can be imported again. */
export const recordPages = (strapi: Core.Strapi, database: Database, { target, query }: Pick<ExportRow, 'target' | 'query'>): ExportSource => {
  const catalogue = serviceOf(strapi, 'targets').fields(target).filter(isStored);
  const report = exportReport(catalogue, { source: query.source });
  const fields = exportedFields(catalogue);
  const segment = { target, filter: query.segment?.filter ?? EVERYBODY, fields: serviceOf(strapi, 'segments').fields(target) };
  return {
    count: () => countSegment(strapi, database, segment),
    async next({ afterId, records, files }) {
      const found = await nextInSegment(strapi, database, segment, { after: afterId, limit: PAGE });
      // An export of nobody is a file with a header.
      if (found === null) return files === 0 ? { blocks: [{ part: 1, text: report.header }], records, files: 1, afterId } : null;
      const rows = found.ids.length === 0 ? [] : await exportRecordsOf(strapi, database, { target, fields, ids: found.ids });
      return { ...intoFiles(rows.map(report.record), { header: report.header, records, files, perFile: query.recordsPerFile }), afterId: found.until };
    },
  };
};

/** Lays lines into files of so many records; each file begins with the header. */
export const intoFiles = (lines: readonly string[], { header, records, files, perFile }: { header: string; records: number; files: number; perFile: number }): Omit<ExportPage, 'afterId'> => {
  const blocks: ExportPage['blocks'] = [];
  let written = records;
  let part = files;
  for (let from = 0; from < lines.length; ) {
    const isNew = written % perFile === 0;
    if (isNew) part += 1;
    const room = perFile - (written % perFile);
    const taken = lines.slice(from, from + room);
    blocks.push({ part, text: (isNew ? header : '') + taken.join('') });
    written += taken.length;
    from += taken.length;
  }
  return { blocks, records: written, files: part };
};
