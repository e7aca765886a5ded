import type { ResolvedSetting } from '../../contracts';
import type { PlanRow } from '../types';
import { rowAt } from './row-at';

/** Of planned rows, the fields that earlier rows of the file give to the same records; rows for which there are none are absent. */
export type GivenBefore = (rows: readonly PlanRow[]) => Promise<Map<number, ReadonlySet<string>>>;

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Under `inFileDuplicates: combine`, follows the stored plan back from row to row. What was found is kept: each row is followed
 * once, and of a chain the blocks are read one after another.
 */
export const createGivenBefore = ({ inFileDuplicates }: Pick<ResolvedSetting, 'inFileDuplicates'>, readBlockOf: (row: number) => Promise<PlanRow[]>): GivenBefore => {
  /** Row → what it and the rows before it give. */
  const known = new Map<number, ReadonlySet<string>>();
  let block: readonly PlanRow[] = [];
  const find = async (row: number): Promise<PlanRow | null> => {
    const found = rowAt(block, row);
    if (found !== null) return found;
    block = await readBlockOf(row);
    return rowAt(block, row);
  };
  const givenUpTo = async (row: number): Promise<ReadonlySet<string>> => {
    const chain: PlanRow[] = [];
    let before = NOTHING;
    for (let at: number | null = row; at !== null; ) {
      const done = known.get(at);
      const planned: PlanRow | null = done === undefined ? await find(at) : null;
      if (done !== undefined) before = done;
      if (planned !== null) chain.push(planned);
      at = planned?.previousRow ?? null;
    }
    for (const { row: number, given = [] } of chain.reverse()) {
      before = given.every((field) => before.has(field)) ? before : new Set([...before, ...given]);
      known.set(number, before);
    }
    return before;
  };
  return async (rows) => {
    const fields = new Map<number, ReadonlySet<string>>();
    if (inFileDuplicates !== 'combine') return fields;
    for (const { row, previousRow } of rows) {
      if (previousRow === null) continue;
      const given = await givenUpTo(previousRow);
      if (given.size > 0) fields.set(row, given);
    }
    return fields;
  };
};
