import { sameKey, type RecordKey } from '../../domain/keys';
import type { RecordUpdate } from '../ports';

/** Keys to add and hashes to remove, so that a record's keys follow its values: one whose value moves to another field is written anew. */
export const keyChanges = (old: RecordKey[], fresh: RecordKey[]): Pick<RecordUpdate, 'addKeys' | 'removeKeys'> => {
  const had = new Set(old.map(sameKey));
  const has = new Set(fresh.map(sameKey));
  return { addKeys: fresh.filter((key) => !had.has(sameKey(key))), removeKeys: old.filter((key) => !has.has(sameKey(key))).map(({ hash }) => hash) };
};
