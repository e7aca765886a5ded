import * as React from 'react';
import { useIntl } from 'react-intl';
import {
  describeIssue,
  ISSUE_SEVERITY,
  MESSAGE_LANGUAGES,
  type IssueCode,
  type IssueParams,
  type MessageLanguage,
} from '../../../server/src/contracts';

interface Finding {
  code: string;
  params?: IssueParams;
}

export const isIssueCode = (code: string): code is IssueCode => Object.hasOwn(ISSUE_SEVERITY, code);

const toLanguage = (locale: string): MessageLanguage =>
  MESSAGE_LANGUAGES.find((language) => locale.toLowerCase().startsWith(language)) ?? 'en';

/** A finding in the person's language, in the words that errors.csv uses; a code of a newer server stands for itself. */
export const useIssueText = (): ((finding: Finding) => string) => {
  const { locale } = useIntl();

  return React.useCallback(
    ({ code, params }) => (isIssueCode(code) ? describeIssue(code, params, toLanguage(locale)) : code),
    [locale],
  );
};
