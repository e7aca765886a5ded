/** Whether two values of a field are equal for an import. Nothing, null and the empty text are the same nothing. */
export const sameValue = (left: unknown, right: unknown): boolean => {
  if (isBlank(left) || isBlank(right)) return isBlank(left) && isBlank(right);
  return left === right || String(left) === String(right);
};

export const isBlank = (value: unknown): boolean => value === null || value === undefined || value === '';
