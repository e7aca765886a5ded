'use strict';

const { inflateRawSync } = require('node:zlib');

/** Differ from run to run, and say nothing of what was imported. */
const MASKED = new Set(['id', 'document_id', 'created_at', 'updated_at', 'published_at', 'last_job']);
/** Differ from write to write. */
const MASKED_WITHIN = new Set(['updated_at', 'updated_by_id']);
const RECORDS = { contact: 'external_contacts_contacts', organization: 'external_contacts_organizations' };
const LINKS = ['external_contacts_contacts_organization_lnk', 'tickets_contact_lnk', 'tickets_watchers_lnk'];

/**
 * Everything that imports and undos leave, in a form that two runs can be compared in: ids and times are masked, records
 * stand in the order of their creation, references are given by what they refer to.
 */
const readDump = async (strapi) => {
  const table = (name) => strapi.db.connection(name);
  const sources = new Map((await table('external_contacts_external_sources')).map((row) => [row.document_id, row.name]));
  const jobs = await table('external_contacts_jobs').orderBy('id');
  const jobNames = new Map(jobs.map((job) => [job.uid, job.name]));
  const ids = (text) => (text === null ? null : JSON.parse(text).map(({ source, value }) => `${sources.get(source)}:${value}`));
  const shown = (row) => ({
    ...Object.fromEntries(Object.entries(row).filter(([name]) => !MASKED.has(name))),
    external_ids: ids(row.external_ids),
    last_job: jobNames.get(row.last_job) ?? null,
  });

  const organizations = await table(RECORDS.organization).orderBy('id');
  const contacts = await table(RECORDS.contact).orderBy('id');
  const nameOf = new Map(organizations.map((row) => [row.id, row.name]));
  const links = await table(LINKS[0]);
  const organizationOf = new Map(links.map((link) => [link.contact_id, nameOf.get(link.organization_id)]));
  const contactKeys = await keysOf(table, 'external_contacts_contact_keys');
  const organizationKeys = await keysOf(table, 'external_contacts_organization_keys');

  const dump = {
    jobs: await Promise.all(jobs.map((job) => jobOf(table, job))),
    files: (await table('external_contacts_files').where({ state: 'ready' })).length,
    links: links.length,
    tickets: await ticketsOf(table, contacts),
    organizations: organizations.map((row) => ({ ...shown(row), keys: organizationKeys.get(row.id) })),
    contacts: contacts.map((row) => ({ ...shown(row), organization: organizationOf.get(row.id) ?? null, keys: contactKeys.get(row.id) })),
  };
  return named(dump, { contact: contacts, organization: organizations });
};

/** The directory as two moments of one run are compared: every column, link and key, under its own ids. */
const readDirectory = async (strapi) => {
  const directory = {};
  for (const table of [...Object.values(RECORDS), ...LINKS]) {
    const isLink = LINKS.includes(table);
    const seen = ([name]) => !MASKED_WITHIN.has(name) && !(isLink && (name === 'id' || name.endsWith('_ord')));
    directory[table] = (await strapi.db.connection(table)).map((row) => JSON.stringify(Object.entries(row).filter(seen))).sort();
  }
  for (const table of ['external_contacts_contact_keys', 'external_contacts_organization_keys']) {
    directory[table] = (await strapi.db.connection(table)).map((key) => [key.record_id, key.field, key.hash, Number(key.slot), Boolean(Number(key.alias))].join(' ')).sort();
  }
  return directory;
};

/** documentIds differ from run to run: each is given as its record's place in the order of creation. */
const named = (dump, records) => {
  const names = new Map(Object.entries(records).flatMap(([kind, rows]) => rows.map((row, index) => [row.document_id, `${kind} ${index}`])));
  return JSON.parse(JSON.stringify(dump).replace(/\b[a-z][a-z0-9]{23}\b/gu, (id) => names.get(id) ?? 'a record that is gone'));
};

/** Record id → its keys. The hash of an external ID holds the source's id, which differs from run to run. */
const keysOf = async (table, name) => {
  const keys = new Map();
  for (const key of await table(name)) {
    const text = `${key.field}${key.field === 'externalId' ? '' : ` ${key.hash}`} ${Number(key.slot) === 0 ? 'unique' : 'shared'}${Number(key.alias) ? ' alias' : ''}`;
    keys.set(key.record_id, [...(keys.get(key.record_id) ?? []), text].sort());
  }
  return keys;
};

const ticketsOf = async (table, contacts) => {
  const documentOf = new Map(contacts.map((row) => [row.id, row.document_id]));
  const linked = async (name) => (await table(name).orderBy('ticket_id')).map((link) => `${link.ticket_id} ${documentOf.get(link.contact_id) ?? 'nobody'}`);
  const first = Math.min(...(await table('tickets').select('id')).map(({ id }) => id));
  const ofFirst = (text) => text.replace(/^\d+/u, (id) => String(Number(id) - first));
  return [...(await linked(LINKS[1])), ...(await linked(LINKS[2]))].map(ofFirst);
};

const jobOf = async (table, job) => {
  const of = (name) => table(`external_contacts_${name}`).where({ job_id: job.id });
  const parsed = (text) => (text === null ? null : JSON.parse(text));
  return {
    name: job.name, state: job.state, reason: job.reason, rows: job.row_count, attempt: job.attempt, kind: job.attempt_kind, attemptRows: job.attempt_rows,
    plan: parsed(job.plan_counts), outcome: parsed(job.outcome_counts), issues: parsed(job.issue_counts), undo: parsed(job.undo_counts), blockers: parsed(job.blockers),
    attempts: (await of('attempts').orderBy('number')).map(({ number, kind, state, row_count: rows, counts }) => ({ number, kind, state, rows, counts: parsed(counts) })),
    ledger: await ledgerOf(of),
    undone: await undoneOf(of),
    corrections: (await of('corrections').orderBy('id')).map(({ row_number: row, kind, column_index: column, data }) => ({ row, kind, column, data })),
    held: (await of('held_rows').orderBy(['attempt', 'row_number'])).map(({ attempt, row_number: row, code, state, closed_by: closedBy, data }) => ({
      attempt, row, code, state, closedBy, candidates: JSON.parse(data).candidates.map(({ documentId, linkedBy }) => ({ documentId, linkedBy })),
    })),
  };
};

/** Where slices end is a matter of speed: rows are told one after another. */
const ledgerOf = async (of) => {
  const runs = {};
  for (const { attempt, data } of await of('outcomes').orderBy(['attempt', 'first_row'])) {
    const outcome = unpacked(data);
    runs[attempt] ??= { letters: '', rows: [], issues: {} };
    runs[attempt].letters += outcome.letters;
    runs[attempt].rows.push(...(outcome.rows ?? Array.from(outcome.letters, (_, index) => outcome.firstRow + index)));
    Object.assign(runs[attempt].issues, outcome.issues);
  }
  return runs;
};

const undoneOf = async (of) => {
  const rows = {};
  for (const { data } of await of('undo_slices')) {
    const slice = unpacked(data);
    for (const [index, row] of slice.rows.entries()) rows[`${slice.attempt}/${row}`] = { result: slice.results[index], issues: slice.issues[row] };
  }
  return rows;
};

const unpacked = (data) => JSON.parse(inflateRawSync(data).toString('utf8'));

module.exports = { readDirectory, readDump };
