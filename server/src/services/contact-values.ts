import type { Core } from '@strapi/strapi';
import { badRequest, CONTACT_UID, isBlocking, type Actor, type ContactValuesDto, type RowIssue, type Value } from '../contracts';
import { createValueParser } from '../domain/values';
import { inTransaction } from '../store/database';
import { createDatabase } from '../store/sql/client';
import { listConsentChanges } from '../store/values/consent-history';
import { loadValues } from '../store/values/load-values';
import { writeValues } from '../store/values/write-values';
import { serviceOf } from './interfaces';

/** What one contact says in the fields that administrators have defined, and how its consents came to be. */
export const createContactValues = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);

  /** The survivor, where the id is of a contact that was merged away. */
  const idOf = async (documentId: string): Promise<{ id: number; documentId: string }> => {
    const contact = await serviceOf(strapi, 'contacts').get('contacts', documentId);
    const found = (await strapi.db.query(CONTACT_UID).findOne({ where: { documentId: String(contact['documentId']) }, select: ['id', 'documentId'] })) as { id: number; documentId: string };
    return { id: Number(found.id), documentId: found.documentId };
  };

  /** Checked as a cell of a file is; null clears. */
  const parse = (given: Readonly<Record<string, unknown>>): Record<string, Value | null> => {
    const fields = new Map(serviceOf(strapi, 'targets').fields('contacts').map((field) => [field.path, field]));
    return Object.fromEntries(Object.entries(given).map(([path, value]) => {
      const field = fields.get(path);
      if (field === undefined || !path.includes('.')) throw badRequest('contact-value.unknown-field', 'No such attribute or consent', { field: path.slice(0, 100) });
      if (value === null) return [path, null];
      const issues: RowIssue[] = [];
      const parsed = createValueParser(field)(String(value), (code, params) => issues.push({ code, ...(params === undefined ? {} : { params }) }));
      const problem = issues.find(isBlocking);
      if (parsed === undefined || problem !== undefined) throw badRequest('contact-value.invalid', 'The value does not fit the field', { field: path, issue: problem?.code ?? 'text.too-long' });
      return [path, parsed];
    }));
  };

  return {
    async get(documentId: string): Promise<ContactValuesDto> {
      const contact = await idOf(documentId);
      const values = (await loadValues(database.knex(), database.client, { ids: [contact.id], fields: null })).get(contact.id) ?? {};
      const said = Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== null));
      return { values: said, history: await listConsentChanges(database.knex(), contact.documentId) };
    },

    /** A person's own word stands above the rule that an import may not turn a no into a yes. Locks the contact. */
    async set(documentId: string, given: Readonly<Record<string, unknown>>, actor: Actor): Promise<ContactValuesDto> {
      const values = parse(given);
      const contact = await idOf(documentId);
      await inTransaction(strapi, async (trx) => {
        const now = new Date();
        await strapi.db.query(CONTACT_UID).update({ where: { id: contact.id }, data: { updatedAt: now } });
        await writeValues({ trx, client: database.client, stamp: { now, source: 'person', job: null, by: actor.name.slice(0, 255) } }, [{ ...contact, values }]);
      });
      return this.get(documentId);
    },
  };
};

export type ContactValues = ReturnType<typeof createContactValues>;
