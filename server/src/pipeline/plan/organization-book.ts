import type { ResolvedSetting, RowIssue } from '../../contracts';
import { externalIdHash, organizationDomainHash, organizationNameHash } from '../../domain/keys';
import type { PlanReader, StoredRecord } from '../ports';
import type { Candidate, OrganizationCandidate, PlannedOrganization } from '../types';
import { organizationDocumentId } from './derived-ids';
import { diffRecord, overlongLists } from './diff-record';
import { organizationRulesOf, type FieldRules } from './field-rules';
import type { JobIndex } from './job-index';
import { isBlank } from './same-value';
import type { WritePermits } from './write-permits';

export interface OrganizationBookOptions {
  job: string;
  setting: ResolvedSetting;
  reader: PlanReader;
  index: JobIndex;
  /** Organization fields that the setting maps. */
  fields: string[];
  permits: WritePermits | null;
}

export interface OrganizationAnswer {
  organization: PlannedOrganization | null;
  issues: RowIssue[];
  /** What later rows must know, once this row is accepted. */
  entry: { hash: string; checksum: number } | null;
}

const NOTHING: OrganizationAnswer = { organization: null, issues: [], entry: null };
const refuse = (code: RowIssue['code']): OrganizationAnswer => ({ organization: null, issues: [{ code }], entry: null });

/** null clears. */
type GivenValues = OrganizationCandidate['values'];

const withoutBlanks = (values: GivenValues): GivenValues => Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));

/** Resolves the organization that stands in a contact's row, before the contact itself is matched. */
export class OrganizationBook {
  readonly #options: OrganizationBookOptions;
  readonly #rules: FieldRules;
  #hits = new Map<string, number[]>();
  #records = new Map<number, StoredRecord>();

  constructor(options: OrganizationBookOptions) {
    this.#options = options;
    this.#rules = organizationRulesOf(options.setting);
  }

  /** Looks up the organizations of a block in two set queries. */
  async prefetch(candidates: Candidate[]): Promise<void> {
    const { reader, fields } = this.#options;
    const hashes = new Set<string>();
    for (const { organization } of candidates) {
      const hash = organization === null ? null : this.#hash(organization);
      if (hash !== null) hashes.add(hash);
    }
    this.#hits = new Map();
    this.#records = new Map();
    if (hashes.size === 0) return;
    for (const { hash, recordId } of await reader.findKeys('organizations', [...hashes])) {
      this.#hits.set(hash, [...(this.#hits.get(hash) ?? []), recordId]);
    }
    const ids = [...new Set([...this.#hits.values()].flat())];
    for (const record of await reader.loadRecords('organizations', ids, fields)) this.#records.set(record.id, record);
    await this.#options.permits?.prefetch('organizations', ids);
  }

  resolve(candidate: OrganizationCandidate | null): OrganizationAnswer {
    if (candidate === null) return NOTHING;
    const { matchBy } = this.#options.setting.organizations;
    const { values } = candidate;
    if (candidate.externalId === null && Object.values(values).every(isBlank)) return NOTHING;
    const hash = this.#hash(candidate);
    if (hash === null) return this.#withoutKey(matchBy);
    const records = (this.#hits.get(hash) ?? []).map((id) => this.#records.get(id)).filter((record) => record !== undefined);
    if (records.length > 1) return refuse('organization.ambiguous');
    const [record] = records;
    return record === undefined ? this.#missing(candidate, hash, values) : this.#found(record, hash, values);
  }

  /** Seed 000: a name without the external ID that organizations are matched by is not imported. */
  #withoutKey(matchBy: string): OrganizationAnswer {
    if (matchBy === 'externalId') return refuse('organization.external-id-missing');
    return matchBy === 'name' ? refuse('organization.name-missing') : NOTHING;
  }

  #found(record: StoredRecord, hash: string, values: GivenValues): OrganizationAnswer {
    if (overlongLists(record.values, values, this.#rules).length > 0) return refuse('text.too-long');
    const sum = checksum(values);
    const planned = this.#options.index.organizationChecksum(hash);
    const changed = planned === 0 ? diffRecord(record.values, values, this.#rules).map(([field]) => field) : [];
    const differs = planned === 0 ? changed.length > 0 : planned !== sum;
    return {
      organization: {
        documentId: record.documentId,
        id: record.id,
        action: differs ? 'update' : 'none',
        values: differs ? this.#written(values, changed) : {},
        externalId: null,
      },
      issues: [],
      entry: differs ? { hash, checksum: sum } : null,
    };
  }

  /** Of whom not every field may be written, only those that change: what the organization says already is not written. */
  #written(values: GivenValues, changed: readonly string[]): GivenValues {
    return this.#options.permits === null || changed.length === 0 ? values : Object.fromEntries(changed.map((field) => [field, values[field] ?? null]));
  }

  #missing(candidate: OrganizationCandidate, hash: string, values: GivenValues): OrganizationAnswer {
    const { job, setting, index } = this.#options;
    const planned = index.organizationChecksum(hash);
    if (planned === 0) {
      if (setting.organizations.missing === 'fail') return refuse('organization.not-found');
      if (setting.organizations.missing === 'blank') return { ...NOTHING, issues: [{ code: 'organization.left-blank' }] };
      if (isBlank(values['name'])) return refuse('organization.name-missing');
    }
    const sum = checksum(values);
    return {
      organization: {
        documentId: organizationDocumentId(job, hash),
        id: null,
        action: planned === 0 ? 'create' : planned === sum ? 'ensure' : 'update',
        // What a row clears may have been given by an earlier one; a new organization has nothing to clear.
        values: planned === 0 ? withoutBlanks(values) : values,
        externalId: candidate.externalId,
      },
      issues: [],
      entry: planned === sum ? null : { hash, checksum: sum },
    };
  }

  accept({ entry }: OrganizationAnswer): void {
    if (entry !== null) this.#options.index.addOrganization(entry.hash, entry.checksum);
  }

  #hash(candidate: OrganizationCandidate): string | null {
    return organizationHash(candidate, this.#options.setting);
  }
}

/** What the organization of a contact's row is looked up by; null where the row does not say it. */
export const organizationHash = ({ externalId, values }: OrganizationCandidate, { organizations, externalSource }: Pick<ResolvedSetting, 'organizations' | 'externalSource'>): string | null => {
  if (organizations.matchBy === 'externalId') {
    return externalId === null || externalSource === null ? null : externalIdHash(externalSource.id, externalId);
  }
  const value = values[organizations.matchBy];
  if (typeof value !== 'string' || value === '') return null;
  return organizations.matchBy === 'name' ? organizationNameHash(value) : organizationDomainHash(value);
};

/**
 * 32 bits over the values, never 0: tells whether a later row says something else about the same organization.
 * The order of the fields is the mapping's, the same in every row.
 */
const checksum = (values: GivenValues): number => {
  let sum = 0x811c9dc5;
  for (const field in values) {
    const text = String(values[field]);
    for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
    // Keeps "ab" + "c" apart from "a" + "bc".
    sum = Math.imul(sum ^ 0xffff, 0x01000193);
  }
  return sum | 0 || 1;
};
