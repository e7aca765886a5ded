import { isBlocking, itemNames, type ResolvedSetting } from '../../contracts';
import { nameHash } from '../../domain/keys';
import { groupOf, type MatchStep } from '../match/compile-match-by';
import { NameTally, SHARED_BY_NAMES } from '../match/name-tally';
import { namedKey, prepareRow, type PreparedRow } from '../match/prepare-row';
import { RepeatSketch } from '../match/repeat-sketch';
import { createSharedGuard } from '../match/shared-guard';
import type { Candidate, ParsedRow } from '../types';
import { Linker, high, low } from './linker';

/** What must be known of the whole file before its first row is planned. */
export interface FileSurvey {
  /** How many names share an e-mail or phone; null where the setting matches by none. */
  tally: NameTally | null;
  /** Where identifiers stand; null unless the setting picks among the file's duplicates. */
  occurrences: Occurrences | null;
}

export interface SurveyTask {
  setting: ResolvedSetting;
  steps: MatchStep[];
  blockCount: number;
  map(row: ParsedRow): Candidate;
  /** Maps only the columns of names, e-mails and phones. */
  mapKeys(row: ParsedRow): Candidate;
}

export interface SurveyPorts {
  readBlock(ordinal: number): Promise<ParsedRow[]>;
  breathe(): Promise<void>;
}

/** One or two passes over the file that write nothing and keep 12 to 24 bytes an identifier. */
export const surveyFile = async (task: SurveyTask, ports: SurveyPorts): Promise<FileSurvey> => {
  const tally = matchesByShareable(task.setting) ? await tallyNames(task, ports) : null;
  return { tally, occurrences: picksDuplicates(task.setting) ? await noteOccurrences(task, { ports, tally }) : null };
};

const matchesByShareable = ({ target, matchBy }: ResolvedSetting): boolean =>
  target === 'contacts' && matchBy.some((item) => itemNames(item).some((name) => name === 'email' || name === 'phone' || groupOf(name) !== null));

const picksDuplicates = ({ inFileDuplicates }: ResolvedSetting): boolean => inFileDuplicates === 'first' || inFileDuplicates === 'last' || inFileDuplicates === 'reject';

const tallyNames = async (task: SurveyTask, ports: SurveyPorts): Promise<NameTally> => {
  const { setting, steps, blockCount, mapKeys } = task;
  const tally = new NameTally();
  const isWorthALook = await findRepeats(task, ports);
  for (let ordinal = 0; ordinal < blockCount && isWorthALook !== null; ordinal += 1) {
    for (const row of await ports.readBlock(ordinal)) {
      if (!isWorthALook(row)) continue;
      const candidate = mapKeys(row);
      if (candidate.empty) continue;
      let name: string | null = null;
      for (const step of steps) {
        for (const { hash, field } of step.trials(candidate)) {
          if (groupOf(field) !== null) tally.add(hash, (name ??= nameHash(setting.target, candidate.values)));
        }
      }
    }
    await ports.breathe();
  }
  tally.close();
  return tally;
};

/**
 * Most files share nothing, and most rows of the others: to map and hash each row just for that took 16 µs of it
 * (measured 2026-11). A first look at the cells' texts leaves the rows whose e-mail or phone stands five times; null: none.
 */
const findRepeats = async ({ setting, blockCount }: SurveyTask, ports: SurveyPorts): Promise<((row: ParsedRow) => boolean) | null> => {
  const columns = setting.fields.filter(({ field }) => groupOf(field) !== null);
  // Values that are replaced may be the same although the cells are not.
  if (columns.some(({ values, default: given }) => values !== null || given !== null) || setting.rules.length > 0) return () => true;
  if (blockCount === 0) return null;
  const keyTexts = columns.map(({ columnIndex, field }) => ({ columnIndex, textOf: groupOf(field) === 'phone' ? lastDigits : foldedText }));
  const firsts = await ports.readBlock(0);
  const sketch = new RepeatSketch(firsts.length * blockCount);
  let most = 0;
  for (let ordinal = 0; ordinal < blockCount; ordinal += 1) {
    for (const { cells } of ordinal === 0 ? firsts : await ports.readBlock(ordinal)) {
      for (const { columnIndex, textOf } of keyTexts) {
        const text = textOf(cells[columnIndex] ?? '');
        if (text === '') continue;
        sketch.add(text);
        most = Math.max(most, sketch.atMost(text));
      }
    }
    await ports.breathe();
  }
  if (most < SHARED_BY_NAMES) return null;
  return ({ cells }) => keyTexts.some(({ columnIndex, textOf }) => sketch.atMost(textOf(cells[columnIndex] ?? '')) >= SHARED_BY_NAMES);
};

const foldedText = (cell: string): string => cell.trim().toLowerCase();
/** However a number is written, with or without its country or an extension, which is no part of it: its last eight digits. */
const lastDigits = (cell: string): string => cell.replace(/(\d[^a-z;#,]*)[a-z;#,].*$/isu, '$1').replace(/\D+/g, '').slice(-8);

const noteOccurrences = async (task: SurveyTask, { ports, tally }: { ports: SurveyPorts; tally: NameTally | null }): Promise<Occurrences> => {
  const { setting, steps } = task;
  const guard = createSharedGuard(setting, tally);
  const occurrences = new Occurrences();
  for (let ordinal = 0; ordinal < task.blockCount; ordinal += 1) {
    for (const row of await ports.readBlock(ordinal)) {
      const candidate = task.map(row);
      // A row that is refused does not stand in the way of a good one.
      if (candidate.issues.some(isBlocking)) continue;
      for (const hash of identifyingHashes(prepareRow(candidate, { steps, setting, guard }))) occurrences.add(hash, row.row);
    }
    await ports.breathe();
  }
  return occurrences;
};

/** What makes two rows of a file duplicates: any identifier of the match keys, a shared one only together with the name. */
export const identifyingHashes = ({ trials, name }: PreparedRow): string[] =>
  trials.flat().flatMap(({ hash, guarded }) => (!guarded ? [hash] : name === null ? [] : [namedKey(hash, name)]));

/** The first and last row that give an identifier. */
export class Occurrences {
  readonly #first = new Linker();
  readonly #last = new Linker();

  add(hash: string, row: number): void {
    if (this.#first.get(hash) === 0) this.#first.setWords(high(hash), low(hash), row);
    this.#last.setWords(high(hash), low(hash), row);
  }
  first(hash: string): number {
    return this.#first.get(hash);
  }
  last(hash: string): number {
    return this.#last.get(hash);
  }
}
