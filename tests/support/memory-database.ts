import knexModule, { type Knex } from 'knex';
import { auditModels } from '../../server/src/store/models/audit-models';
import { jobModels } from '../../server/src/store/models/job-models';
import { noticeModels } from '../../server/src/store/models/notice-models';
import type { Database } from '../../server/src/store/sql/client';

/** The job tables alone, in an SQLite of their own: for what needs rows and transactions, but no Strapi. */
export const createMemoryDatabase = async (): Promise<Database & { close(): Promise<void> }> => {
  const knex: Knex = knexModule({ client: 'better-sqlite3', connection: { filename: ':memory:' }, useNullAsDefault: true });
  for (const { tableName, attributes, indexes } of [...jobModels('sqlite'), ...auditModels(), ...noticeModels()]) {
    await knex.schema.createTable(tableName, (table) => {
      table.increments('id');
      // SQLite keeps whatever is given: numbers, texts and bytes.
      for (const { columnName } of Object.values(attributes)) if (columnName !== undefined) table.specificType(columnName, '');
      for (const { name, columns, type } of indexes) if (type === 'unique') table.unique(columns, { indexName: name });
    });
  }
  return { client: 'sqlite', knex: () => knex, transaction: (work) => knex.transaction(work), close: () => knex.destroy() };
};
