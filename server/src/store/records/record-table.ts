import type { Core } from '@strapi/strapi';
import { CONTACT_UID, UID_OF_TARGET, type OwnTarget } from '../../contracts';
import { TABLES } from '../models';
import type { Column } from '../sql/columns';

/** Where a target's records live, read from Strapi's own metadata, so that attributes of an integrator are known too. */
export interface RecordTable {
  table: string;
  keyTable: string;
  /** Scalar attributes by name. */
  columns: ReadonlyMap<string, Column>;
  /** Values that the document service would give to absent attributes. */
  defaults: Record<string, unknown>;
  /** The link table of a contact's organization. */
  organizationLink: { table: string; record: string; organization: string } | null;
}

interface AttributeMeta {
  type: string;
  columnName?: string;
  joinTable?: { name: string; joinColumn: { name: string }; inverseJoinColumn: { name: string } };
}

export const readRecordTable = (strapi: Core.Strapi, target: OwnTarget): RecordTable => {
  const uid = UID_OF_TARGET[target];
  const meta = strapi.db.metadata.get(uid) as unknown as { tableName: string; attributes: Record<string, AttributeMeta> };
  const columns = new Map<string, Column>();
  for (const [name, attribute] of Object.entries(meta.attributes)) {
    if (attribute.type !== 'relation') columns.set(name, { name: attribute.columnName ?? name, type: attribute.type });
  }
  return {
    table: meta.tableName,
    keyTable: target === 'contacts' ? TABLES.contactKeys : TABLES.organizationKeys,
    columns,
    defaults: defaultsOf(strapi, uid),
    organizationLink: uid === CONTACT_UID ? linkOf(meta.attributes['organization']) : null,
  };
};

/** Written by every insert itself. */
const STAMPED = new Set(['createdAt', 'updatedAt', 'publishedAt', 'createdBy', 'updatedBy', 'locale', 'documentId']);

const defaultsOf = (strapi: Core.Strapi, uid: string): Record<string, unknown> => {
  const { attributes } = strapi.getModel(uid as Parameters<Core.Strapi['getModel']>[0]) as unknown as { attributes: Record<string, { default?: unknown }> };
  const defaults: Record<string, unknown> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    if (attribute.default !== undefined && !STAMPED.has(name)) defaults[name] = typeof attribute.default === 'function' ? (attribute.default as () => unknown)() : attribute.default;
  }
  return defaults;
};

const linkOf = (attribute: AttributeMeta | undefined): RecordTable['organizationLink'] =>
  attribute?.joinTable === undefined
    ? null
    : { table: attribute.joinTable.name, record: attribute.joinTable.joinColumn.name, organization: attribute.joinTable.inverseJoinColumn.name };
