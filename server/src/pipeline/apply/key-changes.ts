import type { RecordKey } from '../../domain/keys';
import type { RecordUpdate } from '../ports';

/** Keys to add and hashes to remove, so that a record's keys follow its values. */
export const keyChanges = (old: RecordKey[], fresh: RecordKey[]): Pick<RecordUpdate, 'addKeys' | 'removeKeys'> => {
  const had = new Set(old.map(({ hash }) => hash));
  const has = new Set(fresh.map(({ hash }) => hash));
  return { addKeys: fresh.filter(({ hash }) => !had.has(hash)), removeKeys: old.filter(({ hash }) => !has.has(hash)).map(({ hash }) => hash) };
};
