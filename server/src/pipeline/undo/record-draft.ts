import type { Target } from '../../contracts';
import { sameKey, type KeysOf, type RecordKey, type StoredExternalId } from '../../domain/keys';
import type { AliasKey, RecordPatch, UndoRecord } from './undo-ports';

/** A record while the rows of a part are taken back, last row first; written once, in the end. */
export interface RecordDraft {
  stored: UndoRecord;
  now: UndoRecord;
  /** Taken away: an earlier row of the job that meets it is a defect of the plan, not of the record. */
  gone: boolean;
  fields: Set<string>;
  removeAliases: Set<string>;
  addAliases: AliasKey[];
}

export const draftOf = (stored: UndoRecord): RecordDraft => ({
  stored,
  now: { ...stored, values: { ...stored.values } },
  gone: false,
  fields: new Set(),
  removeAliases: new Set(),
  addAliases: [],
});

export const setField = (draft: RecordDraft, field: string, value: unknown): void => {
  draft.now.values[field] = value;
  draft.fields.add(field);
};

/** The keys that a record has of its own: none while it is merged into another one. */
export const ownKeys = (target: Target, record: UndoRecord, keysOf: KeysOf): RecordKey[] =>
  record.mergedInto === null ? keysOf(target, { ...record.values, externalIds: record.externalIds }) : [];

/** What is to be written of a draft; null when nothing of it has changed. */
export const patchOf = (target: Target, draft: RecordDraft, keysOf: KeysOf): RecordPatch | null => {
  const { stored, now, fields } = draft;
  const values = Object.fromEntries([...fields].filter((field) => now.values[field] !== stored.values[field]).map((field) => [field, now.values[field]]));
  const parts = {
    ...(sameIds(stored.externalIds, now.externalIds) ? {} : { externalIds: now.externalIds }),
    ...(stored.organization === now.organization ? {} : { organization: now.organization }),
    ...(stored.lastJob === now.lastJob ? {} : { lastJob: now.lastJob }),
    ...(stored.mergedInto === now.mergedInto ? {} : { mergedInto: now.mergedInto }),
  };
  const aliases = draft.removeAliases.size + draft.addAliases.length;
  if (Object.keys(values).length + Object.keys(parts).length + aliases === 0) return null;
  return { id: stored.id, documentId: stored.documentId, values, ...parts, ...keyChanges(target, draft, keysOf), removeAliases: [...draft.removeAliases], addAliases: draft.addAliases };
};

/**
 * A key that a value and an alias both give has one row, the alias: with the alias gone, the value's own is written.
 */
const keyChanges = (target: Target, { stored, now, removeAliases }: RecordDraft, keysOf: KeysOf): Pick<RecordPatch, 'addKeys' | 'removeKeys'> => {
  const old = ownKeys(target, stored, keysOf);
  const had = new Set(old.map(sameKey));
  const fresh = ownKeys(target, now, keysOf);
  const has = new Set(fresh.map(sameKey));
  return {
    removeKeys: old.filter((key) => !has.has(sameKey(key))).map(({ hash }) => hash),
    addKeys: fresh.filter((key) => !had.has(sameKey(key)) || removeAliases.has(key.hash)),
  };
};

const sameIds = (left: readonly StoredExternalId[], right: readonly StoredExternalId[]): boolean =>
  left.length === right.length && left.every(({ source, value }, index) => source === right[index]?.source && value === right[index].value);
