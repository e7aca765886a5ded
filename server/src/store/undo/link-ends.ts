import type { Core } from '@strapi/strapi';
import { CONTACT_UID } from '../../contracts';
import { TABLES } from '../models';

/** Which table each column of a link table refers to. */
export type LinkEnds = Map<string, { column: string; table: string }[]>;

interface RelationMeta {
  type: string;
  target?: string;
  joinTable?: { name: string; joinColumn?: { name: string }; inverseJoinColumn?: { name: string } };
}
interface ModelMeta {
  tableName: string;
  attributes: Record<string, RelationMeta>;
}

/** The link tables of the whole application; polymorphic ones are told by their owner's side alone. */
export const readLinkEnds = (strapi: Core.Strapi): LinkEnds => {
  const models = strapi.db.metadata as unknown as Map<string, ModelMeta>;
  const ends: LinkEnds = new Map([[TABLES.contactValues, [{ column: 'record_id', table: models.get(CONTACT_UID)?.tableName ?? '' }]]]);
  for (const { tableName, attributes } of models.values()) {
    for (const { type, target, joinTable } of Object.values(attributes)) {
      if (type !== 'relation' || joinTable === undefined || ends.has(joinTable.name)) continue;
      const other = target === undefined ? undefined : models.get(target);
      ends.set(joinTable.name, [
        ...(joinTable.joinColumn === undefined ? [] : [{ column: joinTable.joinColumn.name, table: tableName }]),
        ...(joinTable.inverseJoinColumn === undefined || other === undefined ? [] : [{ column: joinTable.inverseJoinColumn.name, table: other.tableName }]),
      ]);
    }
  }
  return ends;
};
