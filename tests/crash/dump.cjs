'use strict';

const { inflateRawSync } = require('node:zlib');

/** Differ from run to run, and say nothing of what was imported. */
const MASKED = new Set(['id', 'document_id', 'created_at', 'updated_at', 'published_at', 'last_job']);

/**
 * Everything that an import leaves, in a form that two runs can be compared in: ids and times are masked, records stand
 * in the order of their creation, references are given by what they refer to.
 */
const readDump = async (strapi, uid) => {
  const table = (name) => strapi.db.connection(name);
  const sources = new Map((await table('external_contacts_external_sources')).map((row) => [row.document_id, row.name]));
  const ids = (text) => (text === null ? null : JSON.parse(text).map(({ source, value }) => `${sources.get(source)}:${value}`));
  const shown = (row) => ({
    ...Object.fromEntries(Object.entries(row).filter(([name]) => !MASKED.has(name))),
    external_ids: ids(row.external_ids),
    last_job: row.last_job === uid,
  });

  const organizations = await table('external_contacts_organizations').orderBy('id');
  const nameOf = new Map(organizations.map((row) => [row.id, row.name]));
  const links = await table('external_contacts_contacts_organization_lnk');
  const organizationOf = new Map(links.map((link) => [link.contact_id, nameOf.get(link.organization_id)]));
  const contacts = await table('external_contacts_contacts').orderBy('id');
  const contactKeys = await keysOf(table, 'external_contacts_contact_keys');
  const organizationKeys = await keysOf(table, 'external_contacts_organization_keys');

  const job = await table('external_contacts_jobs').where({ uid }).first();
  return {
    job: { state: job.state, rows: job.row_count, plan: JSON.parse(job.plan_counts), outcome: JSON.parse(job.outcome_counts), issues: JSON.parse(job.issue_counts) },
    jobs: (await table('external_contacts_jobs')).length,
    files: (await table('external_contacts_files').where({ state: 'ready' })).length,
    links: links.length,
    ledger: await ledgerOf(table, job.id),
    organizations: organizations.map((row) => ({ ...shown(row), keys: organizationKeys.get(row.id) })),
    contacts: contacts.map((row) => ({ ...shown(row), organization: organizationOf.get(row.id) ?? null, keys: contactKeys.get(row.id) })),
  };
};

/** Record id → its keys. The hash of an external ID holds the source's id, which differs from run to run. */
const keysOf = async (table, name) => {
  const keys = new Map();
  for (const key of await table(name)) {
    const text = `${key.field}${key.field === 'externalId' ? '' : ` ${key.hash}`} ${Number(key.slot) === 0 ? 'unique' : 'shared'}`;
    keys.set(key.record_id, [...(keys.get(key.record_id) ?? []), text].sort());
  }
  return keys;
};

const ledgerOf = async (table, jobId) => {
  let letters = '';
  const issues = {};
  for (const { data } of await table('external_contacts_outcomes').where({ job_id: jobId }).orderBy('first_row')) {
    const outcome = JSON.parse(inflateRawSync(data).toString('utf8'));
    letters += outcome.letters;
    Object.assign(issues, outcome.issues);
  }
  return { letters, issues };
};

module.exports = { readDump };
