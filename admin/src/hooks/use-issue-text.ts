import * as React from 'react';
import { useIntl } from 'react-intl';
import type { IssueParams } from '../../../server/src/contracts';

interface Finding {
  code: string;
  params?: IssueParams;
}

/** A finding in the person's language. */
export const useIssueText = (): ((finding: Finding) => string) => {
  const { locale } = useIntl();

  return React.useCallback(({ code }) => `${code}${locale === '' ? '' : ''}`, [locale]);
};
