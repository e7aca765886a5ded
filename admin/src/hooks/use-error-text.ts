import * as React from 'react';

import { parseRequestError } from '../api/request-error';
import { isIssueCode, useIssueText } from './use-issue-text';
import { useTranslate } from './use-translate';
import { useTranslateMaybe } from './use-translate-maybe';

/** What to show for a failed request: our sentence for its code, else the server's, else that it was not reached. */
export const useErrorText = (): ((failure: unknown) => string) => {
  const t = useTranslate();
  const maybe = useTranslateMaybe();
  const issueText = useIssueText();

  return React.useCallback(
    (failure) => {
      const { status, code, message, params } = parseRequestError(failure);
      if (code !== null) {
        // A refused file is refused with the code of the finding.
        return maybe(`error.${code}`, isIssueCode(code) ? issueText({ code, params }) : message === '' ? t('error.unknown') : message);
      }
      if (status === 403) {
        return t('error.forbidden');
      }
      return status === null ? t('error.network') : message === '' ? t('error.unknown') : message;
    },
    [issueText, maybe, t],
  );
};
