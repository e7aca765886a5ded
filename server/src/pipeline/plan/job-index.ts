import { Linker, high, low } from './linker';

/** Kinds of index entries, as stored with each plan block. */
const KEY = 1;
const CHANGED = 2;
const ORGANIZATION = 3;
const MERGED = 4;
/** Stands for the survivor of a record that a row deletes. No row and no database id is this large in a file of ours. */
const DELETED = 0x7fffffff;
const ENTRY_BYTES = 13;

/**
 * Records of one file that share an identifier and are told apart by something else (`["email", "lastName"]`). Beyond
 * this many the last one takes the place: a file of a million rows with one switchboard number must not go quadratic.
 */
const MAX_SHARERS = 32;
const NOBODY: readonly number[] = [];

/**
 * What planned rows leave for later ones:
 * key hash → identities of the records that will have it; record identity → last row that changes it;
 * organization key → checksum of the values last planned for it; record merged away or deleted → what stands for it. Every entry is journalled, and the journal of each
 * block is stored with its plan, so that after a crash the index is rebuilt without planning again.
 */
export class JobIndex {
  #keys = new Linker();
  #changed = new Linker();
  #organizations = new Linker();
  #merged = new Linker();
  #journal: number[] = [];

  /** Identities in the order in which rows gave them the key. Some may have lost it since. */
  identitiesOf(hash: string): readonly number[] {
    const [first, second] = [high(hash), low(hash)];
    const only = this.#keys.getWords(first, second);
    if (only === 0) return NOBODY;
    const identities = [only];
    for (let place = 1; place < MAX_SHARERS; place += 1) {
      const identity = this.#keys.getWords(first, nth(second, place));
      if (identity === 0) break;
      identities.push(identity);
    }
    return identities;
  }
  /** A record that a row creates has that row's number for its identity; no entry is needed until another row changes it. */
  lastRowOf(identity: number): number {
    return this.#changed.getWords(identity >>> 0, 0) || Math.max(identity, 0);
  }
  /** Where a record is after the rows so far: itself, the record that it was merged into, or null once deleted. */
  survivorOf(identity: number): number | null {
    let now = identity;
    for (let next = this.#merged.getWords(now >>> 0, 0); next !== 0; next = this.#merged.getWords(now >>> 0, 0)) {
      if (next === DELETED) return null;
      now = next;
    }
    return now;
  }
  organizationChecksum(hash: string): number {
    return this.#organizations.get(hash);
  }

  addKey(hash: string, identity: number): void {
    const [first, second] = [high(hash), low(hash)];
    let place = 0;
    for (; place < MAX_SHARERS - 1; place += 1) {
      const known = this.#keys.getWords(first, nth(second, place));
      if (known === identity) return;
      if (known === 0) break;
    }
    this.#note(KEY, this.#keys, { high: first, low: nth(second, place), value: identity });
  }
  addChange(identity: number, row: number): void {
    if (identity === row) return;
    this.#note(CHANGED, this.#changed, { high: identity >>> 0, low: 0, value: row });
  }
  addMerge(loser: number, survivor: number): void {
    this.#note(MERGED, this.#merged, { high: loser >>> 0, low: 0, value: survivor });
  }
  addDeletion(identity: number): void {
    this.#note(MERGED, this.#merged, { high: identity >>> 0, low: 0, value: DELETED });
  }
  addOrganization(hash: string, checksum: number): void {
    this.#note(ORGANIZATION, this.#organizations, { high: high(hash), low: low(hash), value: checksum });
  }

  #note(kind: number, linker: Linker, entry: { high: number; low: number; value: number }): void {
    linker.setWords(entry.high, entry.low, entry.value);
    this.#journal.push(kind, entry.high, entry.low, entry.value);
  }

  /** The entries since the last call, as bytes to store with the block. */
  takeJournal(): Buffer {
    const buffer = Buffer.allocUnsafe((this.#journal.length / 4) * ENTRY_BYTES);
    for (let from = 0, at = 0; from < this.#journal.length; from += 4, at += ENTRY_BYTES) {
      buffer.writeUInt8(this.#journal[from] ?? 0, at);
      buffer.writeUInt32LE(this.#journal[from + 1] ?? 0, at + 1);
      buffer.writeUInt32LE(this.#journal[from + 2] ?? 0, at + 5);
      buffer.writeInt32LE(this.#journal[from + 3] ?? 0, at + 9);
    }
    this.#journal = [];
    return buffer;
  }

  /** Takes in a stored journal. */
  replay(journal: Buffer): void {
    for (let at = 0; at + ENTRY_BYTES <= journal.length; at += ENTRY_BYTES) {
      const [first, second, value] = [journal.readUInt32LE(at + 1), journal.readUInt32LE(at + 5), journal.readInt32LE(at + 9)];
      const kind = journal.readUInt8(at);
      if (kind === KEY) this.#keys.setWords(first, second, value);
      else if (kind === CHANGED) this.#changed.setWords(first, second, value);
      else if (kind === MERGED) this.#merged.setWords(first, second, value);
      else this.#organizations.setWords(first, second, value);
    }
  }
}

/** Where the nth record with a key stands in the index. */
const nth = (word: number, place: number): number => (word ^ Math.imul(place, 0x9e3779b1)) >>> 0;
