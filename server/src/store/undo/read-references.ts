import type { Core } from '@strapi/strapi';

/** A column of some table that holds ids of a type's records. */
export interface Reference {
  table: string;
  column: string;
  /** Of a polymorphic relation: the column that says which type the id is of. */
  type?: { column: string; value: string };
  /** The attribute, where the relation is the record's own; null where another record refers to it. */
  own: string | null;
}

interface JoinTableMeta {
  name: string;
  joinColumn?: { name: string; referencedColumn?: string };
  inverseJoinColumn?: { name: string; referencedColumn?: string };
  morphColumn?: MorphColumnMeta;
}
interface MorphColumnMeta {
  typeColumn: { name: string };
  idColumn: { name: string; referencedColumn?: string };
}
interface RelationMeta {
  type: string;
  target?: string;
  mappedBy?: string;
  unstable_virtual?: boolean;
  joinTable?: JoinTableMeta;
  joinColumn?: { name: string; referencedColumn?: string };
  morphColumn?: MorphColumnMeta;
}
interface ModelMeta {
  uid: string;
  tableName: string;
  attributes: Record<string, RelationMeta>;
}

/** Every place in the whole application, whichever plugin it is of, where a record of this type can be referred to by its id. */
export const readReferences = (strapi: Core.Strapi, uid: string): Reference[] => {
  const found = new Map<string, Reference>();
  const add = (reference: Reference): void => {
    const key = `${reference.table}.${reference.column}.${reference.type?.value ?? ''}`;
    if (!found.has(key)) found.set(key, reference);
  };
  const models = [...strapi.db.metadata.values()] as unknown as ModelMeta[];
  // The type's own relations first: seen from the other side, they would look like references to it.
  for (const model of models.filter((each) => each.uid === uid)) relationsOf(model).forEach(([name, meta]) => ownSide(name, meta).forEach(add));
  for (const model of models) relationsOf(model).forEach(([, meta]) => otherSide(model, meta, uid).forEach(add));
  return [...found.values()];
};

const relationsOf = ({ attributes }: ModelMeta): [string, RelationMeta][] => Object.entries(attributes).filter(([, meta]) => meta.type === 'relation' && meta.unstable_virtual !== true);

/** Link tables of the type's relations; where the other type owns the relation, its rows are references to the record. */
const ownSide = (name: string, { joinTable, mappedBy }: RelationMeta): Reference[] =>
  joinTable?.joinColumn === undefined || !byId(joinTable.joinColumn) || joinTable.morphColumn !== undefined
    ? []
    : [{ table: joinTable.name, column: joinTable.joinColumn.name, own: mappedBy === undefined ? name : null }];

const otherSide = (model: ModelMeta, { target, joinTable, joinColumn, morphColumn }: RelationMeta, uid: string): Reference[] => {
  const morph = joinTable?.morphColumn ?? morphColumn;
  if (morph !== undefined) {
    const type = { column: morph.typeColumn.name, value: uid };
    return byId(morph.idColumn) ? [{ table: joinTable?.name ?? model.tableName, column: morph.idColumn.name, type, own: null }] : [];
  }
  if (target !== uid) return [];
  if (joinTable?.inverseJoinColumn !== undefined) return byId(joinTable.inverseJoinColumn) ? [{ table: joinTable.name, column: joinTable.inverseJoinColumn.name, own: null }] : [];
  return joinColumn !== undefined && byId(joinColumn) ? [{ table: model.tableName, column: joinColumn.name, own: null }] : [];
};

const byId = ({ referencedColumn }: { referencedColumn?: string }): boolean => referencedColumn === undefined || referencedColumn === 'id';
