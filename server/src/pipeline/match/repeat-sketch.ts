const MAX_REPEATS = 255;
/** Slots per row: at 32, a chance meeting of five different identifiers is expected in one file of a hundred. */
const SLOTS_PER_ROW = 32;
const MAX_SLOTS = 1 << 25;

/**
 * How often a cell's text stands in a file, or rather more often than it does: one byte a slot (3 MB at 100,000 rows, 32 MB at most), and texts
 * that meet in a slot are counted together. Cheap enough to ask of every row whether it is worth a closer look.
 */
export class RepeatSketch {
  readonly #counts: Uint8Array;

  constructor(rows: number) {
    let slots = 1024;
    while (slots < rows * SLOTS_PER_ROW && slots < MAX_SLOTS) slots *= 2;
    this.#counts = new Uint8Array(slots);
  }

  add(text: string): void {
    const slot = this.#slot(text);
    const count = this.#counts[slot] ?? 0;
    if (count < MAX_REPEATS) this.#counts[slot] = count + 1;
  }

  atMost(text: string): number {
    return this.#counts[this.#slot(text)] ?? 0;
  }

  /** FNV-1a, 32 bits. */
  #slot(text: string): number {
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    // Its low bits alone are weak for short texts.
    return ((hash ^ (hash >>> 15)) >>> 0) & (this.#counts.length - 1);
  }
}
