import type { TestApp } from './boot-strapi';

type Row = Record<string, unknown>;

/** Differ from run to run, and say nothing of what was imported. */
const MASKED = new Set(['id', 'document_id', 'created_at', 'updated_at', 'published_at', 'last_job', 'merged_into', 'external_ids']);

/**
 * Everything that imports leave in the directory, in a form in which two directories can be compared: records in the order of their making, named by
 * their place in it; their keys, aliases among them; merged records with their survivor.
 */
export const directorySnapshot = async (app: TestApp): Promise<{ contacts: Row[]; organizations: Row[] }> => {
  const table = async (name: string): Promise<Row[]> => (await app.strapi.db.connection(name).orderBy('id')) as Row[];
  const [contacts, organizations, links, sources] = [
    await table('external_contacts_contacts'), await table('external_contacts_organizations'),
    await table('external_contacts_contacts_organization_lnk'), await table('external_contacts_external_sources'),
  ];
  const nameOfSource = new Map(sources.map((row) => [row['document_id'], row['name']]));
  const placeOf = placesOf(organizations);
  const organizationOf = new Map(links.map((link) => [link['contact_id'], placeOf.id.get(link['organization_id'])]));
  const shown = (records: Row[], keys: Map<unknown, string[]>): Row[] => {
    const places = placesOf(records);
    return records.map((row) => ({
      ...Object.fromEntries(Object.entries(row).filter(([name]) => !MASKED.has(name))),
      externalIds: externalIdsOf(row['external_ids']).map(({ source, value }) => `${String(nameOfSource.get(source))}:${value}`),
      mergedInto: row['merged_into'] === null ? null : places.documentId.get(row['merged_into']),
      keys: keys.get(row['id']) ?? [],
    }));
  };
  return {
    contacts: shown(contacts, keysOf(await table('external_contacts_contact_keys'))).map((row, index) => ({ ...row, organization: organizationOf.get(contacts[index]?.['id']) ?? null })),
    organizations: shown(organizations, keysOf(await table('external_contacts_organization_keys'))),
  };
};

const placesOf = (records: Row[]) => ({
  id: new Map(records.map((row, index) => [row['id'], index])),
  documentId: new Map(records.map((row, index) => [row['document_id'], index])),
});

const externalIdsOf = (stored: unknown): { source: string; value: string }[] =>
  stored === null ? [] : ((typeof stored === 'string' ? JSON.parse(stored) : stored) as { source: string; value: string }[]);

/** Record id → its keys. The hash of an external ID holds the source's id, which differs from run to run. */
const keysOf = (rows: Row[]): Map<unknown, string[]> => {
  const keys = new Map<unknown, string[]>();
  for (const { record_id: record, field, hash, slot, alias } of rows) {
    const text = [field, field === 'externalId' ? '' : hash, Number(slot) === 0 ? 'unique' : 'shared', Boolean(alias) ? 'alias' : ''].join(' ').trim();
    keys.set(record, [...(keys.get(record) ?? []), text].sort());
  }
  return keys;
};
