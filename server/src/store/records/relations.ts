import type { Core } from '@strapi/strapi';
import { UID_OF_TARGET, type OwnTarget } from '../../contracts';
import type { RecordTable } from './record-table';

/** A column somewhere in the application that holds ids of a target's records. */
export interface RelationEnd {
  table: string;
  column: string;
  /** `link`: rows of the table only connect. `column`: it belongs to a record of its own, which stays when ours goes. */
  kind: 'link' | 'column';
  /** Which rows of the table these are (component and morph tables hold several relations). */
  where: Record<string, string>;
  /** Columns that make the row what it is: two rows that are equal in them and name one record are doubles. Empty for `column`. */
  others: string[];
  /** The column of `others` that also names records of the target. */
  self: string | null;
  /** A record can have one such row at most; for morph tables, only in these of its fields. */
  single: boolean | ReadonlySet<string>;
}

interface JoinTable {
  name: string;
  joinColumn?: { name: string };
  inverseJoinColumn?: { name: string };
  morphColumn?: { idColumn: { name: string }; typeColumn: { name: string } };
  pivotColumns?: string[];
  on?: Record<string, string>;
}
interface RelationAttribute {
  type: string;
  relation?: string;
  target?: string;
  morphBy?: string;
  joinTable?: JoinTable;
  joinColumn?: { name: string; referencedColumn?: string };
  morphColumn?: JoinTable['morphColumn'];
  mappedBy?: string;
}
interface Meta {
  uid: string;
  tableName: string;
  attributes: Record<string, RelationAttribute>;
}

/** The field of a record under which a morph table files a row. */
const FIELD = 'field';

/**
 * Every place of the application that names a target's records: link tables, component tables, morph tables and join
 * columns of all content types and components. Not a contact's own organization: that is a field of the contact.
 */
export const findRelationEnds = (strapi: Core.Strapi, target: OwnTarget, { organizationLink }: Pick<RecordTable, 'organizationLink'>): RelationEnd[] => {
  const uid = UID_OF_TARGET[target];
  const own = strapi.db.metadata.get(uid) as unknown as Meta;
  const ends = new Map<string, RelationEnd>();
  for (const meta of strapi.db.metadata.values() as Iterable<unknown> as Iterable<Meta>) {
    for (const attribute of Object.values(meta.attributes)) {
      if (attribute.type !== 'relation') continue;
      for (const end of endsOf(attribute, meta, own)) ends.set(`${end.table} ${end.column} ${JSON.stringify(end.where)}`, end);
    }
  }
  return [...ends.values()].filter(({ table, column }) => organizationLink === null || table !== organizationLink.table || column !== organizationLink.record);
};

const endsOf = (attribute: RelationAttribute, meta: Meta, own: Meta): RelationEnd[] => {
  const { joinTable, joinColumn, morphColumn, relation = '' } = attribute;
  if (joinTable?.morphColumn !== undefined) return morphEnds(joinTable, joinTable.morphColumn, { meta, own });
  if (joinTable !== undefined) return joinEnds(attribute, joinTable, { meta, own });
  // `localizations` and the like join over documentId; an inverse side has no column of its own.
  if (joinColumn !== undefined && attribute.target === own.uid && (joinColumn.referencedColumn ?? 'id') === 'id' && attribute.mappedBy === undefined) {
    return [{ table: meta.tableName, column: joinColumn.name, kind: 'column', where: {}, others: [], self: null, single: relation === 'oneToOne' }];
  }
  if (relation === 'morphToOne' && morphColumn !== undefined) {
    const where = { [morphColumn.typeColumn.name]: own.uid };
    return [{ table: meta.tableName, column: morphColumn.idColumn.name, kind: 'column', where, others: [], self: null, single: false }];
  }
  return [];
};

/** Both sides of an ordinary link table; of a relation between records of one type, both are ours. */
const joinEnds = ({ relation = '', target }: RelationAttribute, { name, joinColumn, inverseJoinColumn, on, pivotColumns }: JoinTable, { meta, own }: { meta: Meta; own: Meta }): RelationEnd[] => {
  if (joinColumn === undefined || inverseJoinColumn === undefined) return [];
  const isOwner = meta.uid === own.uid;
  const isTarget = target === own.uid;
  const common = { table: name, kind: 'link' as const, where: on ?? {} };
  const [near, far] = [joinColumn.name, inverseJoinColumn.name];
  // Component tables tell their rows apart by more than the two ids.
  const more = (pivotColumns ?? []).filter((column) => column !== near && column !== far);
  return [
    ...(isOwner ? [{ ...common, column: near, others: [far, ...more], self: isTarget ? far : null, single: relation.endsWith('ToOne') }] : []),
    ...(isTarget ? [{ ...common, column: far, others: [near, ...more], self: isOwner ? near : null, single: relation.startsWith('oneTo') }] : []),
  ];
};

/** A morph table names on one side records of one type, on the other records of any. */
const morphEnds = ({ name, joinColumn, on }: JoinTable, { idColumn, typeColumn }: NonNullable<JoinTable['morphColumn']>, { meta, own }: { meta: Meta; own: Meta }): RelationEnd[] => {
  if (joinColumn === undefined) return [];
  const single = new Set(Object.entries(own.attributes).flatMap(([field, { relation, target }]) => (relation === 'morphOne' && target === meta.uid ? [field] : [])));
  const named: RelationEnd = { table: name, column: idColumn.name, kind: 'link', where: { [typeColumn.name]: own.uid }, others: [joinColumn.name, FIELD], self: null, single };
  const owned: RelationEnd = { table: name, column: joinColumn.name, kind: 'link', where: on ?? {}, others: [idColumn.name, typeColumn.name, FIELD], self: null, single: false };
  return [named, ...(meta.uid === own.uid ? [owned] : [])];
};

/** Whether a record can have only one row like this. */
export const isSingle = ({ single }: RelationEnd, row: Record<string, unknown>): boolean => (typeof single === 'boolean' ? single : single.has(String(row[FIELD] ?? '')));
