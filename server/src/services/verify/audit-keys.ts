import { TARGETS, type OwnTarget } from '../../contracts';
import type { KeysOf } from '../../domain/keys';
import type { AuditedKey, AuditedRecord, AuditReader } from '../../store/verification/audit-reader';
import type { Findings } from './findings';

/** Compares every record's keys with those that follow from its values, and looks for rows that belong to nothing. */
export const auditKeysAndLinks = async (reader: AuditReader, { keysOf, findings }: { keysOf: KeysOf; findings: Findings }): Promise<{ records: number; keys: number }> => {
  const counts = { records: 0, keys: 0 };
  for (const target of TARGETS) {
    for await (const { records, keys } of reader.pages(target)) {
      counts.records += records.length;
      counts.keys += keys.length;
      comparePage(target, records, { keys, keysOf, findings });
    }
    const orphans = await reader.countOrphanKeys(target);
    if (orphans > 0) findings.add('keys.orphan', target, orphans);
  }
  const links = await reader.countBrokenLinks();
  if (links.orphans > 0) findings.add('links.broken', 'without an end', links.orphans);
  if (links.doubles > 0) findings.add('links.broken', 'two on one contact', links.doubles);
  return counts;
};

const comparePage = (target: OwnTarget, records: AuditedRecord[], { keys, keysOf, findings }: { keys: AuditedKey[]; keysOf: KeysOf; findings: Findings }): void => {
  const stored = new Map<number, { own: string[]; aliases: Set<string> }>();
  for (const { hash, slot, recordId, alias } of keys) {
    const known = stored.get(recordId) ?? { own: [], aliases: new Set() };
    stored.set(recordId, known);
    if (alias) known.aliases.add(`${hash}:${slot}`);
    else known.own.push(`${hash}:${slot}`);
  }
  for (const record of records) {
    const { own, aliases } = stored.get(record.id) ?? { own: [], aliases: new Set<string>() };
    // An alias that has become a value again keeps its row.
    const derived = derivedKeys(target, record, keysOf).filter((key) => !aliases.has(key));
    const found = own.sort();
    if (isMerged(record.values) && aliases.size > 0) findings.add('merge.broken', `${target} ${record.documentId} keeps aliases`);
    if (derived.join() !== found.join()) findings.add('keys.wrong', `${target} ${record.documentId}: ${found.length} keys, ${derived.length} expected`);
  }
};

/** A merged record has none: they are its survivor's aliases. */
const derivedKeys = (target: OwnTarget, { id, values, externalIds }: AuditedRecord, keysOf: KeysOf): string[] =>
  isMerged(values) ? [] : keysOf(target, { ...values, externalIds }).map(({ hash, unique }) => `${hash}:${unique ? 0 : id}`).sort();

const isMerged = (values: Record<string, unknown>): boolean => typeof values['mergedInto'] === 'string' && values['mergedInto'] !== '';
