import type { RecordState } from '../plan/record-state';
import type { KeyHit } from '../ports';

/** From so many records on, the holders of one key are sorted by name once a block instead of being looked through by each row. */
const CROWD = 100;
/** Of those whose name is another, as many as a held row shows. */
const SHOWN = 25;

/** The many records that share one identifier: a row with a switchboard's number must not cost what all its holders cost. */
export interface Crowd {
  /** Different names among them, as they were when the block began. */
  names: number;
  /** Those of this name, and the oldest of the others. */
  near(name: string | null): readonly KeyHit[];
}

/** null where so few have the key that each row may look at all of them. */
export const crowdOf = (hits: readonly KeyHit[], stateOf: (hit: KeyHit) => RecordState | undefined): Crowd | null => {
  if (hits.length <= CROWD) return null;
  const byName = new Map<string, KeyHit[]>();
  for (const hit of hits) {
    const name = stateOf(hit)?.nameHash();
    if (name === undefined) continue;
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [hit]);
    else known.push(hit);
  }
  const oldest = [...hits].sort((left, right) => left.recordId - right.recordId).slice(0, SHOWN);
  return { names: byName.size, near: (name) => [...(name === null ? [] : (byName.get(name) ?? [])), ...oldest] };
};
