/**
 * Column kinds that Strapi's schema diff leaves alone on every database. JSON is kept in long text: json columns
 * and string defaults are altered at each change of the host's schema on some databases.
 */
export interface ModelAttribute {
  type: string;
  columnName?: string;
  columnType?: { type: string; args?: unknown[] };
}
export interface Model {
  uid: string;
  singularName: string;
  modelName: string;
  tableName: string;
  attributes: Record<string, ModelAttribute>;
  indexes: { name: string; columns: string[]; type?: 'unique' }[];
  foreignKeys: never[];
  lifecycles: Record<string, never>;
}

/** `columnName` is explicit everywhere: Strapi's own naming is lodash snakeCase, which splits digits. */
export const string = (columnName: string): ModelAttribute => ({ type: 'string', columnName });
export const text = (columnName: string): ModelAttribute => ({ type: 'text', columnName, columnType: { type: 'text', args: ['longtext'] } });
export const integer = (columnName: string): ModelAttribute => ({ type: 'integer', columnName });
/** Milliseconds, bytes, tokens. PostgreSQL and MariaDB give them back as strings: read with Number(). */
export const bigint = (columnName: string): ModelAttribute => ({ type: 'biginteger', columnName });
/** A double: numbers of files stay exact up to 15 digits. */
export const float = (columnName: string): ModelAttribute => ({ type: 'float', columnName });
export const boolean = (columnName: string): ModelAttribute => ({ type: 'boolean', columnName });

/** Bytes: read and written through knex only, db.query() corrupts them. */
export const bytes = (columnName: string, client: string): ModelAttribute => {
  const type = client === 'postgres' ? 'bytea' : client === 'sqlite' ? 'blob' : 'longblob';
  return { type: 'text', columnName, columnType: { type: 'specificType', args: [type] } };
};

export const model = (
  name: string,
  tableName: string,
  attributes: Record<string, ModelAttribute>,
  indexes: Model['indexes'],
): Model => ({
  uid: `external-contacts.${name}`,
  singularName: name,
  modelName: name,
  tableName,
  attributes: { id: { type: 'increments' }, ...attributes },
  indexes,
  foreignKeys: [],
  lifecycles: {},
});
