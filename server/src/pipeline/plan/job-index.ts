import { Linker, high, low } from './linker';

/** Kinds of index entries, as stored with each plan block. */
const KEY = 1;
const CHANGED = 2;
const ORGANIZATION = 3;
const ENTRY_BYTES = 13;

/**
 * What planned rows leave for later ones:
 * key hash → identity of the record that will have it; record identity → last row that changes it;
 * organization key → checksum of the values last planned for it. Every entry is journalled, and the journal of each
 * block is stored with its plan, so that after a crash the index is rebuilt without planning again.
 */
export class JobIndex {
  #keys = new Linker();
  #changed = new Linker();
  #organizations = new Linker();
  #journal: number[] = [];

  identityOf(hash: string): number {
    return this.#keys.get(hash);
  }
  lastRowOf(identity: number): number {
    return this.#changed.getWords(identity >>> 0, 0);
  }
  organizationChecksum(hash: string): number {
    return this.#organizations.get(hash);
  }

  addKey(hash: string, identity: number): void {
    this.#note(KEY, this.#keys, { high: high(hash), low: low(hash), value: identity });
  }
  addChange(identity: number, row: number): void {
    this.#note(CHANGED, this.#changed, { high: identity >>> 0, low: 0, value: row });
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
      else this.#organizations.setWords(first, second, value);
    }
  }
}
