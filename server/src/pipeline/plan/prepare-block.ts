import type { ResolvedSetting, Target } from '../../contracts';
import { noteKey } from '../../domain/keys';
import { mapAndBreathe } from '../map-and-breathe';
import { compileMatchBy } from '../match/compile-match-by';
import { findableHashes, prepareRow } from '../match/prepare-row';
import { NO_GUARD } from '../match/shared-guard';
import type { KeyHit, PlanReader } from '../ports';
import type { Candidate, ParsedRow } from '../types';
import { gainedIds } from './gained-ids';
import { organizationHash } from './organization-book';
import { recordKeys } from './record-state';

/** What the database says about hashes: of each that was asked for, who has it. */
interface Looked {
  hashes: string[];
  hits: KeyHit[];
}

/**
 * All of a block that does not depend on the rows before it: typed values, hashes, and whom they find in the database. Plain JSON: any worker
 * makes it, and the one that plans the job takes it in file order.
 */
export interface PreparedBlock {
  candidates: Candidate[];
  /** Per row: field, hash, field, hash… of the record that it would create. */
  keys: string[][];
  /** Per row: the hash of its organization, null where it names none. */
  organizations: (string | null)[];
  looked: Partial<Record<Target, Looked>>;
}

export interface PrepareTask {
  setting: ResolvedSetting;
  map(row: ParsedRow): Candidate;
  breathe(): Promise<void>;
}

export const prepareBlock = async (rows: ParsedRow[], { setting, map, breathe }: PrepareTask, reader: Pick<PlanReader, 'findKeys'>): Promise<PreparedBlock> => {
  const candidates = await mapAndBreathe(rows, map, breathe);
  const steps = compileMatchBy(setting);
  const prepared = await mapAndBreathe(candidates, (candidate) => prepareRow(candidate, { steps, setting, guard: NO_GUARD }), breathe);
  const keys = await mapAndBreathe(candidates, (candidate) => keysOf(candidate, setting), breathe);
  const organizations = candidates.map(({ organization }) => (organization === null ? null : organizationHash(organization, setting)));
  const look = async (target: Target, wanted: Iterable<string>): Promise<Looked> => {
    const hashes = [...wanted];
    return { hashes, hits: hashes.length === 0 ? [] : await reader.findKeys(target, hashes) };
  };
  return {
    candidates,
    keys,
    organizations,
    looked: {
      [setting.target]: await look(setting.target, findableHashes(prepared)),
      ...(setting.target === 'organizations' ? {} : { organizations: await look('organizations', new Set(organizations.filter((hash) => hash !== null))) }),
    },
  };
};

const keysOf = (candidate: Candidate, setting: ResolvedSetting): string[] =>
  recordKeys(setting, { values: candidate.values, externalIds: gainedIds({ externalId: candidate.externalId }, setting) }).flatMap(({ field, hash }) => [field, hash]);

/** Spares whoever plans the block the hashing: what is asked for next is known already. */
export const noteHashes = ({ candidates, keys, organizations }: PreparedBlock, setting: ResolvedSetting): void => {
  const source = setting.externalSource?.id ?? null;
  for (const [index, { values, externalId, organization }] of candidates.entries()) {
    const own = keys[index] ?? [];
    for (let at = 0; at < own.length; at += 2) {
      const [field = '', hash = ''] = [own[at], own[at + 1]];
      const value = field === 'externalId' ? externalId : values[field];
      if (typeof value === 'string') noteKey({ field, hash }, value, source);
    }
    const hash = organizations[index];
    if (hash !== null && hash !== undefined && organization?.externalId && setting.organizations.matchBy === 'externalId') noteKey({ field: 'externalId', hash }, organization.externalId, source);
  }
};

/** Answers from what was looked up when the block was made ready; the rest is asked of the database. */
export const findPreparedKeys = ({ looked }: PreparedBlock, reader: Pick<PlanReader, 'findKeys'>): PlanReader['findKeys'] => {
  const known = new Map(Object.entries(looked).map(([target, asked]) => [target, new Set(asked?.hashes)]));
  return async (target, hashes) => {
    const wanted = new Set(hashes);
    const found = (looked[target]?.hits ?? []).filter(({ hash }) => wanted.has(hash));
    const rest = hashes.filter((hash) => known.get(target)?.has(hash) !== true);
    return rest.length === 0 ? found : [...found, ...(await reader.findKeys(target, rest))];
  };
};
