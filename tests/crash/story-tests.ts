import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseKind, TestDatabase } from '../support/databases';
import { done, killAtRandom, median, report, TEMPORARY } from './kills';
import { live, type LifeResult, type Moment } from './life';
import { onDatabase } from './on-database';
import { createStory } from './story';
import { SOAK, shareOf } from './soak';

const RANDOM_KILLS = SOAK ? 20 : 2;

/** Goes through the story of merges, corrections, retries and undos with a kill at each of its places, and compares each chapter's end with that of an undisturbed run. */
export const storyTests = (kind: DatabaseKind): void => onDatabase(kind, 'a story of merges, corrections, retries and undos', (database) => tellStory(kind, database));

const tellStory = (kind: DatabaseKind, database: () => TestDatabase): void => {
  let folder: string;
  let story: ReturnType<typeof createStory>;
  let undisturbed: LifeResult;
  let workMs: number;
  const whole = () => story.upTo(story.chapters.length);
  const endOf = ({ moments }: LifeResult, name: string): Moment | undefined => moments[story.upTo(story.chapters.findIndex((chapter) => chapter.name === name) + 1).steps.length - 1];

  beforeAll(async () => {
    mkdirSync(TEMPORARY, { recursive: true });
    folder = mkdtempSync(path.join(TEMPORARY, `story-${kind}-`));
    story = createStory(folder);
    const life = await live(database(), whole(), { reset: true, name: 'undisturbed' });
    [undisturbed, workMs] = [done(life), life.workMs];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is a story with every kind of row, whose undos give back what was there', () => {
    for (const [index, { verify }] of undisturbed.moments.entries()) expect({ step: whole().steps[index]?.do, ...verify }).toMatchObject({ ok: true, findings: [] });
    const [, mixed] = endOf(undisturbed, 'an import that merges, updates, deletes and holds')?.dump['jobs'] as Job[];
    expect(Object.entries(mixed?.outcome ?? {}).filter(([name, count]) => count === 0 && !NONE_OF.includes(name))).toEqual([]);
    expect(mixed?.outcome).toMatchObject({ failed: 0, notProcessed: 0 });
    expectRestored(undisturbed);
  });

  it(`killed at ${SOAK ? 'each place' : 'a third of the places'} of each chapter ends them with the same data as an undisturbed one`, async () => {
    const bootMs: number[] = [];
    // Nothing is killed in the first one: the others go on from what it has left.
    await live(database(), story.upTo(1), { reset: true });
    for (const [index, { name, kills }] of story.chapters.entries()) {
      for (const at of shareOf(kind, kills)) {
        const life = await live(database(), story.upTo(index + 1), { at });
        expect({ name, at, survived: life.result !== null }).toEqual({ name, at, survived: false });
        bootMs.push(life.bootMs);
      }
    }
    const last = await live(database(), whole());
    const recovered = done(last);

    recovered.moments.forEach(expectSame);
    expectRestored(recovered);
    report(kind, `${bootMs.length} places of the story, 0 violations, restart ${median(bootMs)} ms, the last one then at its end after ${Math.round(last.workMs)} ms`);
  }, 600_000);

  it(`killed ${RANDOM_KILLS} times at any moment ends with the same data as an undisturbed one`, async () => {
    const rounds = await killAtRandom(database(), whole(), { kills: RANDOM_KILLS, withinMs: workMs * 0.35, name: 'random' });

    expect(rounds.length).toBeGreaterThan(0);
    for (const round of rounds) {
      round.moments.forEach(expectSame);
      expectRestored(round);
    }
    report(kind, `${RANDOM_KILLS} random kills in ${rounds.length} stories, 0 violations`);
  }, 600_000);

  const expectSame = ({ verify, dump }: Moment, step: number): void => {
    const { verify: expected, dump: same } = undisturbed.moments[step] ?? undisturbed;
    const what = whole().steps[step]?.do;
    expect({ step, what, ok: verify.ok, findings: verify.findings, equation: verify.equation }).toEqual({ step, what, ok: true, findings: [], equation: expected.equation });
    expect({ step, what, dump }).toEqual({ step, what, dump: same });
  };
  const expectRestored = (result: LifeResult): void => {
    for (const { name, restores } of story.chapters) {
      if (restores !== undefined) expect({ name, is: endOf(result, name)?.directory }).toEqual({ name, is: endOf(result, restores)?.directory });
    }
  };
};

interface Job {
  outcome: Record<string, number>;
}

/** Outcomes that this story has none of. */
const NONE_OF = ['failed', 'notProcessed', 'organizationsUpdated', 'skipped', 'unchanged'];
