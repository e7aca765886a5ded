/** Whether a stored value is the one that was written; nothing, null and the empty text are the same nothing. */
export const saysSame = (stored: unknown, written: unknown): boolean => {
  if (isBlank(stored) || isBlank(written)) return isBlank(stored) && isBlank(written);
  return stored === written || String(stored) === String(written);
};

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === '';
