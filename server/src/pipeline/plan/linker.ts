const WORDS = 3;
/** Linear probing stays short below three quarters; beyond, the table doubles. */
const MAX_LOAD = 0.75;

/**
 * The compact index of what earlier rows of the same file do. Nothing is written while planning, so the database
 * cannot answer for them. One typed array of (high, low, value): 12 bytes a slot, 16–32 bytes a key, one cache line a
 * probe, never a Map of strings. Keys are the first 64 bits of a hash; whoever finds an entry checks the full hash on
 * the record itself.
 */
export class Linker {
  #slots = new Int32Array((1 << 12) * WORDS);
  #size = 0;

  /** The value stored for a key; 0 when there is none (0 is never stored). */
  get(hash: string): number {
    return this.getWords(high(hash), low(hash));
  }

  getWords(highWord: number, lowWord: number): number {
    return this.#slots[this.#find(highWord, lowWord) + 2] ?? 0;
  }

  setWords(highWord: number, lowWord: number, value: number): void {
    if (this.#size * WORDS > this.#slots.length * MAX_LOAD) this.#grow();
    const at = this.#find(highWord, lowWord);
    if (this.#slots[at + 2] === 0) this.#size += 1;
    this.#slots[at] = highWord;
    this.#slots[at + 1] = lowWord;
    this.#slots[at + 2] = value;
  }

  /** Where the key is, or the free slot where it belongs. */
  #find(highWord: number, lowWord: number): number {
    const slots = this.#slots;
    const mask = slots.length / WORDS - 1;
    const [first, second] = [highWord | 0, lowWord | 0];
    let slot = (first ^ Math.imul(second, 0x9e3779b1)) & mask;
    for (;;) {
      const at = slot * WORDS;
      if (slots[at + 2] === 0 || (slots[at] === first && slots[at + 1] === second)) return at;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      const value = old[at + 2] ?? 0;
      if (value === 0) continue;
      const [first, second] = [old[at] ?? 0, old[at + 1] ?? 0];
      const to = this.#find(first, second);
      this.#slots[to] = first;
      this.#slots[to + 1] = second;
      this.#slots[to + 2] = value;
    }
  }
}

/** What a character of base64url stands for, by its code. */
const SIX_BITS = new Uint8Array(128);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].forEach((character, bits) => {
  SIX_BITS[character.charCodeAt(0)] = bits;
});
const WORD_CHARACTERS = 6;

/** 32 bits of a hash from six of its characters, of which the first gives its last two bits. */
const word = (hash: string, from: number): number => {
  let bits = 0;
  for (let at = from; at < from + WORD_CHARACTERS; at += 1) bits = (bits << 6) | (SIX_BITS[hash.charCodeAt(at)] ?? 0);
  return bits >>> 0;
};

export const high = (hash: string): number => word(hash, 0);
export const low = (hash: string): number => word(hash, WORD_CHARACTERS);
