// A process of its own: Strapi on the empty copy database, and what an ordinary script would do there: documents().create, contact by
// contact. It leaves the tables empty again, with Strapi's schema, for the floor. Arguments: rows of the benchmark, contacts to measure.
import { createRequire } from 'node:module';
import path from 'node:path';
import { playground } from '../scripts/support.mjs';
import { contactOf } from './make-rows.mjs';
import { TABLES } from './tables.mjs';

const MEASURED = Number(process.argv[3] ?? 1_000);
/** Not timed: the first rows compile code and fill caches, which a long loop would not notice. */
const WARM_UP = 50;

const CONTACT = 'plugin::external-contacts.contact';
const ORGANIZATION = 'plugin::external-contacts.organization';
const SOURCE = 'plugin::external-contacts.external-source';

const { createStrapi } = createRequire(path.join(playground, 'package.json'))('@strapi/strapi');
const strapi = createStrapi({ appDir: playground, distDir: path.join(playground, 'dist') });
await strapi.load();

const rows = Number(process.argv[2]);
const sample = Array.from({ length: Math.min(rows, MEASURED + WARM_UP) }, (_, index) => contactOf(index, rows));

const source = (await strapi.documents(SOURCE).create({ data: { name: 'CRM', active: true } })).documentId;

// Before the clock starts: the loop is measured at its best.
const organizations = new Map();
for (const { organization } of sample) {
  if (organizations.has(organization.externalId)) continue;
  const { documentId } = await strapi.documents(ORGANIZATION).create({ data: { name: organization.name, externalIds: [{ source, value: organization.externalId }] } });
  organizations.set(organization.externalId, documentId);
}

const create = ({ externalId, organization, ...values }) =>
  strapi.documents(CONTACT).create({ data: { ...values, externalIds: [{ source, value: externalId }], organization: organizations.get(organization.externalId) } });

const warmUp = Math.min(WARM_UP, Math.floor(sample.length / 10));
for (const contact of sample.slice(0, warmUp)) await create(contact);
const started = performance.now();
for (const contact of sample.slice(warmUp)) await create(contact);
const seconds = (performance.now() - started) / 1_000;

const contactCount = await strapi.db.query(CONTACT).count();
const keyCount = Number((await strapi.db.connection('external_contacts_contact_keys').count({ n: '*' }))[0].n);
if (contactCount !== sample.length || keyCount < 3 * sample.length) throw new Error(`The loop left ${contactCount} contacts and ${keyCount} keys of ${sample.length} rows`);

// The floor's contacts name the administrator who imported them, the first one there.
await strapi.db.query('admin::user').create({ data: { email: 'admin@example.com', isActive: true } });
for (const table of [...TABLES].reverse()) await strapi.db.connection(table).delete();
process.send({ rows: sample.length - warmUp, seconds }, () => process.exit(0));
