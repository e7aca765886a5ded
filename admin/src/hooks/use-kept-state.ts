import * as React from 'react';

import { PLUGIN_ID } from '../plugin-id';

const storageKey = (key: string): string => `${PLUGIN_ID}.${key}`;

/** What this tab kept under a name; null where there is nothing, or nothing readable. */
export const readKept = <T>(key: string): T | null => {
  try {
    const text = sessionStorage.getItem(storageKey(key));
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    // Storage can be forbidden, and text in it can be anything.
    return null;
  }
};

/** Keeps a value for this tab alone; `null` forgets it. */
export const writeKept = (key: string, value: unknown): void => {
  try {
    if (value === null) sessionStorage.removeItem(storageKey(key));
    else sessionStorage.setItem(storageKey(key), JSON.stringify(value));
  } catch {
    // Full or forbidden: a reload then loses what was typed, and nothing else.
  }
};

/** A state that a reload does not lose. It belongs to this tab, so that two tabs do not type into each other's form. */
export const useKeptState = <T,>(key: string, initial: T): [T, React.Dispatch<React.SetStateAction<T>>] => {
  const [value, setValue] = React.useState<T>(() => readKept<T>(key) ?? initial);
  React.useEffect(() => {
    // What was not changed needs no keeping, and follows what the server says.
    if (value !== initial) writeKept(key, value);
  }, [key, value, initial]);
  return [value, setValue];
};
