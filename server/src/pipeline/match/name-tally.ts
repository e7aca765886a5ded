import { high, Linker, low } from '../plan/linker';

/** No more are told apart: the guard only asks whether there are five. */
const MAX_NAMES = 5;

/**
 * How many different names the file gives an identifier. Two 32-bit words of hashes tell names and identifiers apart:
 * 12 bytes an entry, and nearly every identifier has one.
 */
export class NameTally {
  readonly #slots = new Linker();

  add(hash: string, name: string): void {
    const [first, second] = [high(hash), low(hash)];
    // 0 is never stored.
    const word = low(name) | 0 || 1;
    for (let place = 0; place < MAX_NAMES; place += 1) {
      const known = this.#slots.getWords(first, nth(second, place));
      if (known === word) return;
      if (known === 0) {
        this.#slots.setWords(first, nth(second, place), word);
        return;
      }
    }
  }

  /** From 0 to 5: five and more are not told apart. */
  names(hash: string): number {
    const [first, second] = [high(hash), low(hash)];
    let count = 0;
    while (count < MAX_NAMES && this.#slots.getWords(first, nth(second, count)) !== 0) count += 1;
    return count;
  }
}

/** Where the nth name of an identifier stands. */
const nth = (word: number, place: number): number => (word ^ Math.imul(place, 0x85ebca6b)) >>> 0;
