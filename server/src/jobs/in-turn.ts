/** Something that waits for its turn. */
export interface Waiting {
  id: number;
  /** Whose it is. */
  actorKey: string;
  /** Since when; null counts as since ever. */
  sinceMs: number | null;
}

/**
 * In which order what waits is begun: people take turns. Whoever's last one began longest ago (or who had none yet) comes
 * next, with what that person has waiting longest. So of n people each gets every n-th turn, however many jobs the others have.
 */
export const inTurn = <T extends Waiting>(waiting: readonly T[], lastStarts: ReadonlyMap<string, number>): T[] => {
  const lines = new Map<string, T[]>();
  for (const each of [...waiting].sort(byTime)) {
    const line = lines.get(each.actorKey);
    if (line === undefined) lines.set(each.actorKey, [each]);
    else line.push(each);
  }
  const turns = new Map([...lines.keys()].map((actorKey) => [actorKey, lastStarts.get(actorKey) ?? -1]));
  let later = Math.max(0, ...turns.values());
  const ordered: T[] = [];
  while (ordered.length < waiting.length) {
    const firsts = [...lines.values()].map(([first]) => first).filter((first) => first !== undefined);
    const [next] = firsts.sort((left, right) => (turns.get(left.actorKey) ?? 0) - (turns.get(right.actorKey) ?? 0) || byTime(left, right));
    if (next === undefined) break;
    ordered.push(next);
    lines.get(next.actorKey)?.shift();
    turns.set(next.actorKey, (later += 1));
  }
  return ordered;
};

const byTime = (left: Waiting, right: Waiting): number => (left.sinceMs ?? 0) - (right.sinceMs ?? 0) || left.id - right.id;
