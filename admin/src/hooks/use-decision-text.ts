import * as React from 'react';

import { isIssueCode, useIssueText } from './use-issue-text';
import { useTranslateMaybe } from './use-translate-maybe';

/** What decided about a row, in words; of an issue, its own sentence. */
export const useDecisionText = (): ((word: string) => string) => {
  const maybe = useTranslateMaybe();
  const issueText = useIssueText();

  return React.useCallback((word) => maybe(`decided.${word}`, isIssueCode(word) ? issueText({ code: word }) : word), [issueText, maybe]);
};
