import * as React from 'react';
import { useAuth } from '@strapi/strapi/admin';

import { PLUGIN_ID } from '../plugin-id';

/** An import that was begun in the wizard and has no job yet: everything else stands in its address. */
export interface UnfinishedImport {
  address: string;
  file: string;
  step: 'file' | 'profile' | 'fields';
}

const parse = (text: string | null): UnfinishedImport | null => {
  try {
    const value = text === null ? null : (JSON.parse(text) as Partial<UnfinishedImport> | null);
    const isOurs = typeof value?.address === 'string' && value.address.includes(`/${PLUGIN_ID}/imports/new`) && typeof value.file === 'string';
    return isOurs && (value.step === 'file' || value.step === 'profile' || value.step === 'fields') ? (value as UnfinishedImport) : null;
  } catch {
    return null;
  }
};

/** Where this person left the wizard, kept in this browser for whoever is signed in: another one may not see the file. */
export const useUnfinishedImport = (): { unfinished: UnfinishedImport | null; keep: (value: UnfinishedImport | null) => void } => {
  const person = useAuth('external-contacts', (state) => state.user?.id);
  const key = `${PLUGIN_ID}.unfinished.${String(person)}`;
  const [unfinished, setUnfinished] = React.useState<UnfinishedImport | null>(null);

  React.useEffect(() => {
    try {
      setUnfinished(person === undefined ? null : parse(localStorage.getItem(key)));
    } catch {
      // Storage can be forbidden; then nothing is offered.
    }
  }, [key, person]);
  const keep = React.useCallback(
    (value: UnfinishedImport | null) => {
      if (person === undefined) return;
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // As above.
      }
      setUnfinished(value);
    },
    [key, person],
  );

  return { unfinished, keep };
};

/** Remembers a step of the wizard while it is open. */
export const useRememberStep = (step: UnfinishedImport['step'], address: string, file: string | undefined): void => {
  const { keep } = useUnfinishedImport();
  React.useEffect(() => {
    if (file !== undefined) keep({ address, file, step });
  }, [keep, address, file, step]);
};
