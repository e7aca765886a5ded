/**
 * The compact index of what earlier rows of the same file do. Nothing is written while planning, so the database
 * cannot answer for them. Typed arrays: 12 bytes a slot at load ≤ 0.5, about 24–48 bytes a key, never a Map of strings.
 * Keys are the first 64 bits of a hash; whoever finds an entry checks the full hash on the record itself.
 */
export class Linker {
  #high = new Uint32Array(1 << 12);
  #low = new Uint32Array(1 << 12);
  #value = new Int32Array(1 << 12);
  #size = 0;

  /** The value stored for a key; 0 when there is none (0 is never stored). */
  get(hash: string): number {
    return this.getWords(high(hash), low(hash));
  }

  getWords(highWord: number, lowWord: number): number {
    return this.#value[this.#slot(highWord, lowWord)] ?? 0;
  }

  setWords(highWord: number, lowWord: number, value: number): void {
    if (this.#size * 2 > this.#value.length) this.#grow();
    const slot = this.#slot(highWord, lowWord);
    if (this.#value[slot] === 0) this.#size += 1;
    this.#high[slot] = highWord;
    this.#low[slot] = lowWord;
    this.#value[slot] = value;
  }

  get size(): number {
    return this.#size;
  }

  /** Linear probing: the slot of the key, or the free slot where it belongs. */
  #slot(highWord: number, lowWord: number): number {
    const mask = this.#value.length - 1;
    let slot = (highWord ^ Math.imul(lowWord, 0x9e3779b1)) & mask;
    while (this.#value[slot] !== 0 && (this.#high[slot] !== highWord || this.#low[slot] !== lowWord)) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [oldHigh, oldLow, oldValue] = [this.#high, this.#low, this.#value];
    const length = oldValue.length * 2;
    this.#high = new Uint32Array(length);
    this.#low = new Uint32Array(length);
    this.#value = new Int32Array(length);
    for (let index = 0; index < oldValue.length; index += 1) {
      const value = oldValue[index] ?? 0;
      if (value === 0) continue;
      const slot = this.#slot(oldHigh[index] ?? 0, oldLow[index] ?? 0);
      this.#high[slot] = oldHigh[index] ?? 0;
      this.#low[slot] = oldLow[index] ?? 0;
      this.#value[slot] = value;
    }
  }
}

/** 32 bits of a hash from 8 of its hex digits; four times as fast as parseInt on a slice. */
const word = (hash: string, from: number): number => {
  let bits = 0;
  for (let at = from; at < from + 8; at += 1) {
    const code = hash.charCodeAt(at);
    // '0'…'9' are 48…57, 'a'…'f' 97…102.
    bits = (bits << 4) | (code < 58 ? code - 48 : code - 87);
  }
  return bits >>> 0;
};

export const high = (hash: string): number => word(hash, 0);
export const low = (hash: string): number => word(hash, 8);
