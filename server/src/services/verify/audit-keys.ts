import { TARGETS, type Target } from '../../contracts';
import { contactKeys, organizationKeys } from '../../domain/keys';
import type { AuditedKey, AuditedRecord, AuditReader } from '../../store/audit/audit-reader';
import type { Findings } from './findings';

/** Compares every record's keys with those that follow from its values, and looks for rows that belong to nothing. */
export const auditKeysAndLinks = async (reader: AuditReader, findings: Findings): Promise<{ records: number; keys: number }> => {
  const counts = { records: 0, keys: 0 };
  for (const target of TARGETS) {
    for await (const { records, keys } of reader.pages(target)) {
      counts.records += records.length;
      counts.keys += keys.length;
      comparePage(target, records, { keys, findings });
    }
    const orphans = await reader.countOrphanKeys(target);
    if (orphans > 0) findings.add('keys.orphan', target, orphans);
  }
  const links = await reader.countBrokenLinks();
  if (links.orphans > 0) findings.add('links.broken', 'without an end', links.orphans);
  if (links.doubles > 0) findings.add('links.broken', 'two on one contact', links.doubles);
  return counts;
};

const comparePage = (target: Target, records: AuditedRecord[], { keys, findings }: { keys: AuditedKey[]; findings: Findings }): void => {
  const stored = new Map<number, string[]>();
  for (const { hash, slot, recordId } of keys) {
    const list = stored.get(recordId);
    if (list === undefined) stored.set(recordId, [`${hash}:${slot}`]);
    else list.push(`${hash}:${slot}`);
  }
  for (const record of records) {
    const derived = derivedKeys(target, record);
    const found = (stored.get(record.id) ?? []).sort();
    if (derived.join() !== found.join()) findings.add('keys.wrong', `${target} ${record.documentId}: ${found.length} keys, ${derived.length} expected`);
  }
};

/** A merged record has none: they are its survivor's aliases. */
const derivedKeys = (target: Target, { id, values, externalIds }: AuditedRecord): string[] =>
  isMerged(values) ? [] : (target === 'contacts' ? contactKeys : organizationKeys)({ ...values, externalIds }).map(({ hash, unique }) => `${hash}:${unique ? 0 : id}`).sort();

const isMerged = (values: Record<string, unknown>): boolean => typeof values['mergedInto'] === 'string' && values['mergedInto'] !== '';
