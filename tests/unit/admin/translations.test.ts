import { MESSAGE_LANGUAGES } from '../../../server/src/contracts';
import cs from '../../../admin/src/translations/cs.json';
import en from '../../../admin/src/translations/en.json';
import fr from '../../../admin/src/translations/fr.json';

type Messages = Record<string, string>;
const TRANSLATIONS: Record<string, Messages> = { cs, fr };
const ENGLISH: Messages = en;

/** Names in braces: `{count}` and `{count, plural, …}` alike. */
const placeholders = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{\s*(\w+)\s*(?=[,}])/g)].map((match) => match[1] ?? ''))].sort();

/** What stands inside a plural's branches (`one {row}`) is text, not a placeholder. */
const withoutBranches = (message: string): string => message.replace(/(=\d+|zero|one|two|few|many|other) \{[^{}]*\}/g, '');

describe('the panel’s translations', () => {
  it('are in every language that findings are described in', () => {
    expect(['en', ...Object.keys(TRANSLATIONS)].sort()).toEqual([...MESSAGE_LANGUAGES].sort());
  });

  it.each(Object.entries(TRANSLATIONS))('have the same keys in %s as in English', (_language, messages) => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(ENGLISH).sort());
  });

  it.each(Object.entries(TRANSLATIONS))('leave nothing empty in %s', (_language, messages) => {
    expect(Object.entries(messages).filter(([, message]) => message.trim() === '')).toEqual([]);
  });

  it.each(Object.entries(TRANSLATIONS))('use the same values in %s as in English', (_language, messages) => {
    const differing = Object.keys(ENGLISH).filter(
      (key) =>
        placeholders(withoutBranches(messages[key] ?? '')).join() !== placeholders(withoutBranches(ENGLISH[key] ?? '')).join(),
    );

    expect(differing).toEqual([]);
  });
});
