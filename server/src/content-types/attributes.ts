/**
 * Attributes of the content types. Column names are explicit, because Strapi's own naming splits digits, and no
 * attribute has an SQL default or a json column: both are altered at each change of the host's schema on some databases.
 */
type Attribute = Record<string, unknown> & { type: string };

/** Longest that Strapi's own varchar holds. */
const VARCHAR = 255;

const HIDDEN = { pluginOptions: { 'content-manager': { visible: false } } };

/** Text in a varchar of its own length, so that it can be indexed. */
export const short = (columnName: string, maxLength: number, more: object = {}): Attribute => ({
  type: 'string',
  columnName,
  maxLength,
  ...(maxLength > VARCHAR ? { columnType: { type: 'string', args: [maxLength] } } : {}),
  ...more,
});

/** Longer text: names of 1,000 characters may need 4,000 bytes, more than an index entry holds on PostgreSQL or MariaDB. */
export const long = (columnName: string, maxLength: number, more: object = {}): Attribute => ({
  type: 'text',
  columnName,
  columnType: { type: 'text', args: ['longtext'] },
  maxLength,
  ...more,
});

/** JSON in long text. */
export const json = (columnName: string, more: object = {}): Attribute => ({
  type: 'json',
  columnName,
  columnType: { type: 'text', args: ['longtext'] },
  ...more,
});

export const flag = (columnName: string): Attribute => ({ type: 'boolean', columnName, default: false });

/** The first value is the default. */
export const oneOf = (columnName: string, values: readonly string[]): Attribute => ({
  type: 'enumeration',
  columnName,
  enum: [...values],
  default: values[0],
});

/** Set by the plugin alone: not on the edit view, not in answers, not accepted from the content API. */
export const internal = (columnName: string): Attribute => ({ ...short(columnName, 64), private: true, ...HIDDEN });

export const hiddenType = { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } };
export const shownType = { 'content-manager': { visible: true }, 'content-type-builder': { visible: false } };

/**
 * How the Content Manager names a record, which columns its list has, and by which attribute a relation names the other record. Read once,
 * when it first configures the type; later choices of an administrator stand. Without it a text column is no title: every record is called
 * "Untitled", a relation shows another attribute, and the list begins with the first attributes. Sorted by a column that has an
 * index, for lists of a million. It wants all keys.
 */
export const shownBy = (field: string, list: readonly string[], relations: Readonly<Record<string, string>> = {}, hidden: readonly string[] = []) => ({
  settings: { bulkable: true, filterable: true, searchable: true, pageSize: 10, relationOpenMode: 'modal', mainField: field, defaultSortBy: 'updatedAt', defaultSortOrder: 'DESC' },
  layouts: { list: [...list] },
  metadatas: Object.fromEntries(Object.entries(relations).map(([name, mainField]) => [name, { edit: { mainField }, list: {} }])),
  attributes: Object.fromEntries(hidden.map((name) => [name, { hidden: true }])),
});
