// The tables that one contact costs, in the order in which foreign keys let them be filled.
export const TABLES = [
  'external_contacts_organizations',
  'external_contacts_organization_keys',
  'external_contacts_contacts',
  'external_contacts_contacts_organization_lnk',
  'external_contacts_contact_keys',
];

/** In the syntax of each database. */
export const quoteName = (kind, name) => (kind === 'mysql' ? `\`${name}\`` : `"${name}"`);

/** Columns that hold a value in some row. The floor writes no more than the import did, or wide empty rows would make it slow. */
export const filledColumns = async (connection, kind, table) => {
  const first = (await connection.all(`select * from ${quoteName(kind, table)} limit 1`))[0];
  if (first === undefined) return [];
  const names = Object.keys(first);
  const counts = (await connection.all(`select ${names.map((name, index) => `count(${quoteName(kind, name)}) as c${index}`).join(', ')} from ${quoteName(kind, table)}`))[0];
  return names.filter((_, index) => Number(counts[`c${index}`]) > 0);
};

export const countRows = async (connection, kind, table) => Number((await connection.all(`select count(*) as n from ${quoteName(kind, table)}`))[0].n);

const sum = async (connection, sql) => Number((await connection.all(sql))[0].n ?? 0);

/** Bytes that the job leaves in the database beside the records: compressed blocks, plans with key hashes, outcomes. */
export const storedBytes = async (connection) => ({
  file: await sum(connection, 'select sum(length(data)) as n from external_contacts_blocks'),
  plan: await sum(connection, 'select sum(length(data) + coalesce(length(keys_data), 0)) as n from external_contacts_plan_blocks'),
  outcome: await sum(connection, 'select sum(length(data)) as n from external_contacts_outcomes'),
});
