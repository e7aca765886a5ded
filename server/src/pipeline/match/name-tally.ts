import { high, Linker, low } from '../plan/linker';

/** From so many different names on, an e-mail or phone is taken for a shared one (DESIGN.md, *Engine*). */
export const SHARED_BY_NAMES = 5;

/**
 * Which identifiers the file gives many different names. Two 32-bit words of hashes tell names and identifiers apart:
 * 12 bytes an entry, and nearly every identifier has one; 50 MB at a million rows. Once the file is read, only the
 * few shared ones are kept.
 */
export class NameTally {
  #slots = new Linker();
  readonly #shared = new Linker();

  add(hash: string, name: string): void {
    const [first, second] = [high(hash), low(hash)];
    // 0 is never stored.
    const word = low(name) | 0 || 1;
    for (let place = 0; place < SHARED_BY_NAMES; place += 1) {
      const known = this.#slots.getWords(first, nth(second, place));
      if (known === word) return;
      if (known !== 0) continue;
      this.#slots.setWords(first, nth(second, place), word);
      if (place === SHARED_BY_NAMES - 1) this.#shared.setWords(first, second, 1);
      return;
    }
  }

  /** The file is read: gives back the memory that counting took. */
  close(): void {
    this.#slots = new Linker();
  }

  isShared(hash: string): boolean {
    return this.#shared.get(hash) !== 0;
  }
}

/** Where the nth name of an identifier stands. */
const nth = (word: number, place: number): number => (word ^ Math.imul(place, 0x85ebca6b)) >>> 0;
