import type { Knex } from 'knex';
import { isDefined, type SegmentField, type SegmentGroup, type SegmentRule } from '../../contracts';
import { TABLES } from '../models';
import type { RecordTable } from '../records/record-table';
import type { Client, Connection } from '../sql/client';
import { askColumn } from './ask-column';
import { askValues } from './ask-values';

/** What a filter is compiled against. */
export interface SegmentTables {
  table: RecordTable;
  organizations: RecordTable;
  client: Client;
  fields: ReadonlyMap<string, SegmentField>;
}

/**
 * How the other tables are asked. `sets`: the database finds the records that answer a rule by index, then joins; right for a count. `row`: each
 * record is asked by itself, by its id; right for reading all records in order, a window of ids at a time, where sets would be found again for
 * each page.
 */
export type AskBy = 'sets' | 'row';

export const RECORD = 'record';

interface Compile {
  connection: Connection;
  tables: SegmentTables;
  by: AskBy;
}

/** Adds a filter's conditions to a query over `RECORD`. An empty group is true. */
export const applyFilter = (where: Knex.QueryBuilder, group: SegmentGroup, compile: Compile, inAny = false): void => {
  const { match, rules } = group;
  if (rules.length === 0) return;
  const isAny = match === 'any' && rules.length > 1;
  void where.where((query) => {
    for (const member of rules) {
      const add = (inner: Knex.QueryBuilder): void => ('rules' in member ? applyFilter(inner, member, compile, inAny || isAny) : applyRule(inner, member, compile, inAny || isAny));
      // An empty group in an `any` must not vanish: it is true.
      if ('rules' in member && member.rules.length === 0) void (isAny ? query.orWhereRaw('1 = 1') : query);
      else void (isAny ? query.orWhere(add) : query.where(add));
    }
  });
};

const applyRule = (where: Knex.QueryBuilder, rule: SegmentRule, compile: Compile, inAny: boolean): void => {
  const { table, organizations, client } = compile.tables;
  if (isDefined(rule.field)) return applyValues(where, rule, compile, inAny);
  if (rule.field === 'organization' || rule.field.startsWith('organization.')) return applyOrganization(where, rule, compile, inAny);
  const column = table.columns.get(rule.field === 'externalId' ? 'externalIds' : rule.field);
  if (column === undefined) throw new Error(`No column for ${rule.field} in ${organizations.table}`);
  askColumn(where, client, { rule, column: { ...column, at: RECORD } });
};

const applyValues = (where: Knex.QueryBuilder, rule: SegmentRule, compile: Compile, inAny: boolean): void => {
  const rows = compile.connection.from({ said: TABLES.contactValues }) as unknown as Knex.QueryBuilder;
  const { wanted } = askValues(rows, 'said', { rule, kind: compile.tables.fields.get(rule.field)?.kind ?? 'text' });
  addRows(where, { rows, id: 'said.record_id', wanted }, compile, inAny);
};

const applyOrganization = (where: Knex.QueryBuilder, rule: SegmentRule, compile: Compile, inAny: boolean): void => {
  const { table: { organizationLink: link }, organizations, client } = compile.tables;
  if (link === null) throw new Error('Only contacts have an organization');
  const rows = compile.connection
    .from({ link: link.table })
    .join({ organization: organizations.table }, 'organization.id', `link.${link.organization}`) as unknown as Knex.QueryBuilder;
  const path = rule.field.slice('organization.'.length);
  // What is asked in the negative is true of a contact without an organization too.
  const positive = rule.operator === 'is-not' ? { ...rule, operator: 'is' as const } : rule.operator === 'empty' ? { ...rule, operator: 'not-empty' as const } : rule;
  const column = organizations.columns.get(path === 'externalId' ? 'externalIds' : path);
  if (rule.field !== 'organization' && column === undefined) throw new Error(`No column for ${rule.field}`);
  if (column !== undefined && rule.field !== 'organization') askColumn(rows, client, { rule: positive, column: { ...column, at: 'organization' } });
  addRows(where, { rows, id: `link.${link.record}`, wanted: positive === rule }, compile, inAny);
};

/**
 * `IN` lets a database start from the index of the other table. Within an `any`, PostgreSQL and MariaDB would compare each record with the whole
 * list, and in the negative likewise: there `EXISTS` looks each record up by its id. SQLite makes a tree of the list, and keeps `IN`.
 */
const addRows = (where: Knex.QueryBuilder, { rows, id, wanted }: { rows: Knex.QueryBuilder; id: string; wanted: boolean }, { connection, tables, by }: Compile, inAny: boolean): void => {
  if (wanted && by === 'sets' && (!inAny || tables.client === 'sqlite')) {
    void where.whereIn(`${RECORD}.id`, rows.select(id));
    return;
  }
  void rows.select(connection.raw('1')).whereRaw('?? = ??', [id, `${RECORD}.id`]);
  void (wanted ? where.whereExists(rows) : where.whereNotExists(rows));
};
