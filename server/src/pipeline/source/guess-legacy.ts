import jschardet from 'jschardet';
import { decodeText, type FileEncoding } from './encodings';

/**
 * Which one-byte encoding a text is in. A statistical detector alone is not enough on names: they are short, and
 * windows-1250, windows-1252 and the ISO sets share most of their accented letters. So each word is decoded by each
 * candidate, and counts for it when one language explains all its letters (`Dvořáková` is Czech; `Dvoøáková` is
 * nothing), against it otherwise. jschardet only breaks ties.
 */
const CENTRAL = ['áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'ąćęłńóśźż', 'áéíóöőúüű', 'čćđšž', 'äöüß'];
const WESTERN = ['äöüß', 'àâæçéèêëîïôœùûüÿ', 'áéíñóúü', 'àèéìîòóù', 'áàâãçéêíóôõú', 'åäöæøé', 'ëïéèóü', 'áðéíóúýþæö'];
const CYRILLIC = ['абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў'];

const CANDIDATES: readonly { encoding: FileEncoding; alphabets: readonly string[]; detector: readonly string[] }[] = [
  { encoding: 'windows-1252', alphabets: WESTERN, detector: ['windows-1252', 'iso-8859-1'] },
  { encoding: 'windows-1250', alphabets: CENTRAL, detector: ['windows-1250'] },
  { encoding: 'iso-8859-2', alphabets: CENTRAL, detector: ['iso-8859-2'] },
  { encoding: 'windows-1251', alphabets: CYRILLIC, detector: ['windows-1251'] },
  { encoding: 'iso-8859-15', alphabets: WESTERN, detector: ['iso-8859-15'] },
  { encoding: 'iso-8859-1', alphabets: WESTERN, detector: ['iso-8859-1'] },
];

/** May stand inside or beside a word; the others only by themselves. */
const WORD_MARKS = new Set('’‘“”„«»‚–—…·'.split(''));
const LONE_MARKS = new Set('€£§©®™°\u00a0'.split(''));
const CONTROL = /[\u0080-\u009f\ufffd]/;
const TIE_BREAK = 0.5;
/** Longer runs are no words; it also keeps the look back short. */
const MAX_WORD = 64;

/**
 * `sample` is text with its high bytes (see `collectHighWords`). Null when no candidate reads as language: then the
 * bytes are damaged UTF-8 or binary, and the rows that hold them fail instead of being stored as nonsense.
 */
export const guessLegacyEncoding = (sample: Buffer): FileEncoding | null => {
  const detected = String(jschardet.detect(sample)?.encoding ?? '').toLowerCase();
  let best: { encoding: FileEncoding; score: number } | null = null;
  for (const candidate of CANDIDATES) {
    const text = scoreText(decodeText(sample, candidate.encoding), candidate.alphabets);
    const score = text + (text > 0 && candidate.detector.includes(detected) ? TIE_BREAK : 0);
    if (score > 0 && (best === null || score > best.score)) best = { encoding: candidate.encoding, score };
  }
  return best?.encoding ?? null;
};

const scoreText = (text: string, alphabets: readonly string[]): number => {
  let score = 0;
  for (const word of text.split(/[\s,;|"'.@()/:<>]+/)) {
    if (/[^\x00-\x7f]/.test(word)) score += scoreWord(word, alphabets);
  }
  return score;
};

const scoreWord = (word: string, alphabets: readonly string[]): number => {
  if (CONTROL.test(word)) return -5;
  if (word.length === 1 && LONE_MARKS.has(word)) return 0.5;
  const bare = [...word].filter((character) => !WORD_MARKS.has(character)).join('');
  const high = [...bare].filter((character) => character > '\x7f');
  if (high.length === 0) return 0.3;
  const mixesCase = /\p{Ll}\p{Lu}/u.test(bare) && !/^\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+$/u.test(bare);
  const marksOnly = high.every((character) => LONE_MARKS.has(character));
  if (marksOnly) return /\p{L}/u.test(bare) ? -1 : 0.3;
  // No name mixes scripts; a Latin word read as windows-1251 does.
  const mixesScripts = /[a-z]/i.test(bare) && /\p{Script=Cyrillic}/u.test(bare);
  const explained = !mixesCase && !mixesScripts && alphabets.some((alphabet) => high.every((character) => alphabet.includes(character.toLowerCase())));
  return explained ? high.length : -high.length;
};

/** Words with a byte above 0x7F, a space between: enough for a guess, wherever in a large file they stand. */
export const collectHighWords = (bytes: Buffer, maxBytes: number): Buffer => {
  const words: Buffer[] = [];
  let length = 0;
  let at = 0;
  while (at < bytes.length && length < maxBytes) {
    if ((bytes[at] as number) < 0x80) {
      at += 1;
      continue;
    }
    let start = at;
    while (start > 0 && at - start < MAX_WORD && isWordByte(bytes[start - 1] as number)) start -= 1;
    let end = at + 1;
    while (end < bytes.length && end - at < MAX_WORD && isWordByte(bytes[end] as number)) end += 1;
    words.push(bytes.subarray(start, end), Buffer.from(' '));
    length += end - start + 1;
    at = end;
  }
  return Buffer.concat(words).subarray(0, maxBytes);
};

const isWordByte = (byte: number): boolean => byte >= 0x80 || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
