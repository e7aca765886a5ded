import type { Knex } from 'knex';
import { CONSENT_PREFIX, type ConsentChangeDto, type ConsentSource } from '../../contracts';
import { TABLES } from '../models';
import type { Client, Connection } from '../sql/client';
import { insertRows } from '../sql/insert-rows';
import type { ValueStamp } from './write-values';

export interface ConsentChange {
  documentId: string;
  /** The field's path. */
  consent: string;
  before: boolean | null;
  after: boolean | null;
}

const COLUMNS = [
  { name: 'document_id', type: 'string' }, { name: 'consent', type: 'string' }, { name: 'before_value', type: 'integer' }, { name: 'after_value', type: 'integer' },
  { name: 'at_ms', type: 'biginteger' }, { name: 'source', type: 'string' }, { name: 'job_uid', type: 'string' }, { name: 'by_name', type: 'string' },
];

const numberOf = (answer: boolean | null): number | null => (answer === null ? null : Number(answer));

/** Adds what has really changed; of a record that takes part in a slice twice, the writer tells one change. */
export const addConsentChanges = async (trx: Knex.Transaction, client: Client, { stamp, changes }: { stamp: ValueStamp; changes: readonly ConsentChange[] }): Promise<void> => {
  const rows = changes
    .filter(({ before, after }) => before !== after)
    .map(({ documentId, consent, before, after }) => [documentId, consent.slice(CONSENT_PREFIX.length), numberOf(before), numberOf(after), stamp.now.getTime(), stamp.source, stamp.job, stamp.by ?? null]);
  await insertRows(trx, client, { table: TABLES.consentChanges, columns: COLUMNS, rows });
};

/** What is shown of a contact's history: the newest. */
const MAX_SHOWN = 500;

export const listConsentChanges = async (connection: Connection, documentId: string): Promise<ConsentChangeDto[]> => {
  const rows = (await connection(TABLES.consentChanges).where({ document_id: documentId }).orderBy('id', 'desc').limit(MAX_SHOWN)) as Record<string, unknown>[];
  return rows.map((row) => ({
    consent: String(row['consent']),
    before: answerOf(row['before_value']),
    after: answerOf(row['after_value']),
    at: new Date(Number(row['at_ms'])).toISOString(),
    source: row['source'] as ConsentSource,
    job: (row['job_uid'] as string | null) ?? null,
    by: (row['by_name'] as string | null) ?? null,
  }));
};

const answerOf = (value: unknown): boolean | null => (value === null || value === undefined ? null : Number(value) === 1);
