import { appendFileSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseKind, TestDatabase } from '../support/databases';
import { live, type LifeResult, type Scenario } from './life';

export const TEMPORARY = path.resolve(__dirname, '../../.tmp');
/** mulberry32: a failure can be repeated by its seed. */
const SEED = Number(process.env['CRASH_SEED'] ?? 20_261_122);

/** Kills `kills` times at any moment, from the beginning again whenever it comes to its end; gives what each whole run has left. */
export const killAtRandom = async (database: TestDatabase, scenario: Scenario, { kills, withinMs, name }: { kills: number; withinMs: number; name: string }): Promise<LifeResult[]> => {
  const random = randomFrom(SEED);
  const rounds: LifeResult[] = [];
  let killed = 0;
  for (let reset = true; killed < kills || !reset; ) {
    const afterMs = killed < kills ? { afterMs: Math.round(random() * withinMs) } : {};
    const { result } = await live(database, scenario, { reset, name, ...afterMs });
    reset = result !== null;
    if (result === null) killed += 1;
    else rounds.push(result);
  }
  return rounds;
};

export const done = ({ result }: { result: LifeResult | null }): LifeResult => {
  if (result === null) throw new Error('The application was killed and should not have been');
  return result;
};

/** Numbers for whoever reads the run: Jest drops a passing test's output. */
export const report = (kind: DatabaseKind, line: string): void => appendFileSync(path.join(TEMPORARY, 'crash-report.txt'), `${new Date().toISOString()} ${kind}: ${line}\n`);

export const median = (numbers: number[]): number => Math.round([...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0);

const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
