import type { ResolvedSetting } from '../../contracts';
import type { PlanReader } from '../ports';
import type { PlanRow } from '../types';
import { gainedIds } from './gained-ids';
import type { JobIndex } from './job-index';
import { rowAt } from './row-at';
import { changedState, stateOfCreated, stateOfStored, type RecordState } from './record-state';

/**
 * States kept over blocks: two blocks' worth. Each costs about 1 kB, and what lives longer than a block ends in V8's old
 * space, where it waits for a full collection.
 */
const MAX_RECENT = 4_000;

export interface StateBookOptions {
  setting: ResolvedSetting;
  reader: PlanReader;
  index: JobIndex;
  /** Fields that the diff and the keys need. */
  fields: string[];
}

/** The records that a block's rows may meet, as they stand after the rows planned so far. */
export class StateBook {
  readonly #options: StateBookOptions;
  #states = new Map<number, RecordState>();
  /** The block's rows as far as they are planned: what they create is found here, not kept a second time. */
  #planned: readonly PlanRow[] = [];

  constructor(options: StateBookOptions) {
    this.#options = options;
  }

  /** Must be told of each block before its first row; `planned` grows row by row. */
  begin(planned: readonly PlanRow[]): void {
    this.#planned = planned;
  }

  get = (identity: number): RecordState | undefined => {
    const known = this.#states.get(identity);
    if (known !== undefined || identity < 0) return known;
    const row = rowAt(this.#planned, identity);
    return row?.kind === 'create' ? this.#apply(row, undefined) : undefined;
  };

  put(state: RecordState): void {
    this.#states.delete(state.identity);
    this.#states.set(state.identity, state);
  }

  /** Makes the states of these identities available, or of what they were merged into: database records in one query, planned ones from stored plans. */
  async prefetch(identities: Iterable<number>): Promise<void> {
    const { setting, reader, fields, index } = this.#options;
    const wanted = new Set<number>();
    for (const identity of identities) {
      const now = index.survivorOf(identity);
      if (now !== null && !this.#states.has(now)) wanted.add(now);
    }
    if (wanted.size === 0) return;
    const missing = [...wanted];
    const stored = await reader.loadRecords(setting.target, missing.filter((identity) => identity < 0).map((identity) => -identity), fields);
    for (const record of stored) this.put(stateOfStored(setting, record));
    const planned = missing.map((identity) => ({ identity, row: index.lastRowOf(identity) })).filter(({ row }) => row > 0);
    const rows = await this.#plannedRows(planned.map(({ row }) => row));
    for (const { identity, row } of planned) this.#rebuild(identity, row, rows);
  }

  /** Forgets the oldest states; the rest of memory is bounded by the block. */
  trim(): void {
    for (const identity of this.#states.keys()) {
      if (this.#states.size <= MAX_RECENT) return;
      this.#states.delete(identity);
    }
  }

  /** These rows and all that they follow. Each step back is read in file order, so that it reads a block once for all its rows. */
  async #plannedRows(lastRows: number[]): Promise<Map<number, PlanRow>> {
    const found = new Map<number, PlanRow>();
    for (let wanted = new Set(lastRows); wanted.size > 0; ) {
      const before = new Set<number>();
      for (const row of [...wanted].sort((left, right) => left - right)) {
        const planned = await this.#planRow(row);
        if (planned === null) continue;
        found.set(row, planned);
        if (planned.previousRow !== null && !found.has(planned.previousRow)) before.add(planned.previousRow);
      }
      wanted = before;
    }
    return found;
  }

  /** Walks a record's planned rows back to its creation or to the database, then forward again. */
  #rebuild(identity: number, lastRow: number, rows: ReadonlyMap<number, PlanRow>): void {
    const chain: PlanRow[] = [];
    for (let planned = rows.get(lastRow); planned !== undefined; planned = planned.previousRow === null ? undefined : rows.get(planned.previousRow)) {
      chain.push(planned);
    }
    let state = this.#states.get(identity);
    for (const row of chain.reverse()) state = this.#apply(row, state);
    if (state !== undefined) this.put(state);
  }

  async #planRow(row: number): Promise<PlanRow | null> {
    const rows = await this.#options.reader.readPlan(this.#options.reader.ordinalOfRow(row));
    return rowAt(rows, row);
  }

  #apply(row: PlanRow, state: RecordState | undefined): RecordState | undefined {
    const { setting } = this.#options;
    const gained = gainedIds(row, setting);
    const organization = row.organization?.documentId ?? null;
    if (row.kind === 'create' && row.record !== null) {
      return stateOfCreated(setting, {
        row: row.row,
        documentId: row.record.documentId,
        values: row.values ?? {},
        externalIds: gained,
        organization,
        given: row.given,
      });
    }
    if (state === undefined) return undefined;
    const { merge } = row;
    return changedState(setting, state, {
      row: row.row,
      changes: row.changes,
      externalIds: gained,
      organization,
      aliases: merge?.aliases,
      given: row.given,
    });
  }
}
