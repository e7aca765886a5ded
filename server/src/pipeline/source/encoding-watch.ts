import { isAscii, isUtf8 } from 'node:buffer';
import { collectHighWords, guessLegacyEncoding } from './guess-legacy';
import type { FileEncoding } from './encodings';
import { takeUtf8Census } from './utf8';

export interface EncodingVerdict {
  encoding: FileEncoding;
  guessed: boolean;
  /** Line of the first byte that is not UTF-8, when guessed. */
  line: number | null;
}

export interface EncodingWatch {
  /** `bytes` ends at a record boundary, so no character is split. */
  inspect: (bytes: Buffer, firstLine: number) => void;
  verdict: () => EncodingVerdict;
}

/** Enough words for a guess, little enough to keep. */
const SAMPLE_BYTES = 64 * 1024;
/** Two legacy bytes are a well-formed UTF-8 pair now and then; a file that truly mixes encodings has far more of them. */
const ACCIDENTS_PER_INVALID = 1 / 50;
const COUNTED_SEQUENCES = 10_000;
const ESTIMATE_PER_BLOCK = 1_000;

/**
 * ASCII so far is no proof: the first accented name may stand in the last row of a gigabyte. So a file that is
 * cut as UTF-8 is watched to its end, and its encoding is only decided there. Cutting does not depend on
 * it: quotes, delimiters and line ends are the same bytes in UTF-8 and in every one-byte encoding.
 */
export const watchEncoding = (): EncodingWatch => {
  let sequences = 0;
  let invalid = 0;
  let firstInvalidLine: number | null = null;
  let sample = Buffer.alloc(0);

  const inspect = (bytes: Buffer, firstLine: number): void => {
    if (isAscii(bytes)) return;
    if (isUtf8(bytes)) {
      // Once there are many, an estimate does: counting costs more than the native check.
      sequences += sequences < COUNTED_SEQUENCES ? takeUtf8Census(bytes).sequences : ESTIMATE_PER_BLOCK;
      return;
    }
    const census = takeUtf8Census(bytes);
    sequences += census.sequences;
    invalid += census.invalid;
    if (census.firstInvalid !== null) firstInvalidLine ??= firstLine + countLineBreaks(bytes, census.firstInvalid);
    if (sample.length < SAMPLE_BYTES) sample = Buffer.concat([sample, collectHighWords(bytes, SAMPLE_BYTES - sample.length)]);
  };

  const verdict = (): EncodingVerdict => {
    const mixed = sequences > invalid * ACCIDENTS_PER_INVALID;
    const guess = invalid > 0 && !mixed ? guessLegacyEncoding(sample) : null;
    return guess === null ? { encoding: 'utf-8', guessed: false, line: null } : { encoding: guess, guessed: true, line: firstInvalidLine };
  };

  return { inspect, verdict };
};

const countLineBreaks = (bytes: Buffer, end: number): number => {
  let breaks = 0;
  for (let at = 0; at < end; at += 1) {
    if (bytes[at] === 0x0a ? bytes[at - 1] !== 0x0d : bytes[at] === 0x0d) breaks += 1;
  }
  return breaks;
};
