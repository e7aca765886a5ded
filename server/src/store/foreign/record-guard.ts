/** Which records of a type somebody may write, one by one: the conditions of a role. Ids are of entries. */
export interface RecordGuard {
  /** `values` by path, as the row gives them. */
  mayCreate(values: Readonly<Record<string, unknown>>): boolean;
  mayUpdate(ids: readonly number[]): Promise<Set<number>>;
  mayDelete(ids: readonly number[]): Promise<Set<number>>;
}

/** Tokens and the command line hold no conditions. */
export const NO_GUARD: RecordGuard = {
  mayCreate: () => true,
  mayUpdate: (ids) => Promise.resolve(new Set(ids)),
  mayDelete: (ids) => Promise.resolve(new Set(ids)),
};

/** What all of them may: nobody's words in a job do what that person may not. */
export const uniteGuards = (guards: readonly RecordGuard[]): RecordGuard => {
  const [only, other] = guards;
  if (only !== undefined && other === undefined) return only;
  const inAll = async (ids: readonly number[], ask: (guard: RecordGuard, left: readonly number[]) => Promise<Set<number>>): Promise<Set<number>> => {
    let left = new Set(ids);
    for (const guard of guards) left = await ask(guard, [...left]);
    return left;
  };
  return {
    mayCreate: (values) => guards.every((guard) => guard.mayCreate(values)),
    mayUpdate: (ids) => inAll(ids, (guard, left) => guard.mayUpdate(left)),
    mayDelete: (ids) => inAll(ids, (guard, left) => guard.mayDelete(left)),
  };
};
