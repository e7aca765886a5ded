import { isDefined, isOwnPath, type FieldDescriptor, type Value } from '../../contracts';
import type { StoredExternalId } from '../../domain/keys';
import { formatValue } from '../../domain/values';
import { CSV_BOM, csvRecord } from './write-csv';

/** A record as an export writes it, merged ones left out. */
export interface ExportRecord {
  documentId: string;
  values: Record<string, unknown>;
  externalIds: StoredExternalId[];
  /** A contact's organization. */
  organization: { name: string | null; externalIds: StoredExternalId[] } | null;
}

export interface ExportOptions {
  /** documentId of the external source whose IDs are written; null: none. */
  source: string | null;
}

export interface ExportReport {
  header: string;
  record(record: ExportRecord): string;
}

/**
 * Ours, and ignored on return like those of the other reports. They also say that the file's cells carry our formula guard. The
 * organization's name stands here for the reader, whether or not an import could find it.
 */
export const EXPORT_COLUMNS = ['import:documentId', 'import:organization'] as const;

interface ExportColumn {
  label: string;
  cell(record: ExportRecord): string;
}

/** Records as a file that can be imported again: the headers of the template, values as their own types read them. */
export const exportReport = (catalogue: readonly FieldDescriptor[], { source }: ExportOptions): ExportReport => {
  const columns = catalogue.flatMap((field) => columnOf(field, source));
  return {
    header: CSV_BOM + csvRecord([...columns.map(({ label }) => label), ...EXPORT_COLUMNS]),
    record: (record) => csvRecord([...columns.map(({ cell }) => cell(record)), record.documentId, record.organization?.name ?? '']),
  };
};

/** Fields of the record's own that an export reads from its table. */
export const exportedFields = (catalogue: readonly FieldDescriptor[]): string[] =>
  catalogue.map(({ path }) => path).filter(isOwnPath);

const columnOf = ({ path, label, type }: FieldDescriptor, source: string | null): ExportColumn[] => {
  if (path === 'externalId') return source === null ? [] : [{ label, cell: ({ externalIds }) => idOf(externalIds, source) }];
  if (path === 'organization.externalId') return source === null ? [] : [{ label, cell: ({ organization }) => idOf(organization?.externalIds ?? [], source) }];
  if (path === 'organization.name') return [{ label, cell: (record) => organizationName(record, source) }];
  // Other fields of the organization are its own file's: written once a contact, they would contradict themselves when one is edited.
  if (path.startsWith('organization.')) return [];
  // By their path: a label that an administrator gives may be that of another field.
  return [{ label: isDefined(path) ? path : label, cell: ({ values }) => cellOf(values[path], type) }];
};

/** Where organizations are matched by external ID, a name without one is refused: it then stands in our own column alone. */
const organizationName = ({ organization }: ExportRecord, source: string | null): string =>
  organization === null || (source !== null && idOf(organization.externalIds, source) === '') ? '' : (organization.name ?? '');

/** The first of the source: after a merge, a record may have several. */
const idOf = (externalIds: readonly StoredExternalId[], source: string): string => externalIds.find((each) => each.source === source)?.value ?? '';

const cellOf = (value: unknown, type: FieldDescriptor['type']): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? formatValue(type, value satisfies Value) : '';
