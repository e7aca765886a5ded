/** Ends a switch over a union: a new member that is not handled fails the type check, and says so at run time. */
export const assertNever = (value: never): never => {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
};
