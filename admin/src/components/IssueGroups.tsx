import { Button, Flex, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { ISSUE_SEVERITY, type IssueCode, type JobDto, type Severity } from '../../../server/src/contracts';

import { useIssueText } from '../hooks/use-issue-text';
import { useTranslate } from '../hooks/use-translate';
import { Panel } from './Panel';
import { ToneBadge } from './ToneBadge';

const SEVERITY_ORDER: readonly Severity[] = ['error', 'warning', 'info'];
const SEVERITY_TONE = { error: 'danger', warning: 'warning', info: 'neutral' } as const;

const severityOfCode = (code: string): Severity => ISSUE_SEVERITY[code as IssueCode] ?? 'info';

interface IssueGroupsProps {
  issueCounts: JobDto['issueCounts'];
  /** Null while there are no rows to show. */
  onShowRows: ((code: string) => void) | null;
}

/** The findings of a job by kind, worst and most frequent first. */
export const IssueGroups = ({ issueCounts, onShowRows }: IssueGroupsProps) => {
  const t = useTranslate();
  const issueText = useIssueText();
  const { formatNumber } = useIntl();
  const groups = Object.entries(issueCounts)
    .flatMap(([code, count]) => (count === undefined || count === 0 ? [] : [{ code, count, severity: severityOfCode(code) }]))
    .sort((a, b) => SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) || b.count - a.count);

  return groups.length === 0 ? null : (
    <Panel bare title={t('issues.title')} hint={t('issues.hint')}>
      <Table colCount={onShowRows === null ? 3 : 4} rowCount={groups.length + 1} aria-label={t('issues.title')}>
        <Thead>
          <Tr>
            {(['severity', 'finding', 'rows'] as const).map((column) => (
              <Th key={column}>
                <Typography variant="sigma">{t(`issues.column.${column}`)}</Typography>
              </Th>
            ))}
            {onShowRows === null ? null : (
              <Th>
                <Typography variant="sigma">{t('issues.column.actions')}</Typography>
              </Th>
            )}
          </Tr>
        </Thead>
        <Tbody>
          {groups.map(({ code, count, severity }) => (
            <Tr key={code}>
              <Td>
                <ToneBadge tone={SEVERITY_TONE[severity]}>{t(`severity.${severity}`)}</ToneBadge>
              </Td>
              <Td>
                <Flex direction="column" alignItems="flex-start">
                  <Typography style={{ whiteSpace: 'normal' }}>{issueText({ code })}</Typography>
                  <Typography tag="code" variant="pi" textColor="neutral600">
                    {code}
                  </Typography>
                </Flex>
              </Td>
              <Td>
                <Typography>{formatNumber(count)}</Typography>
              </Td>
              {onShowRows === null ? null : (
                <Td>
                  <Button variant="tertiary" size="S" onClick={() => onShowRows(code)} aria-label={t('issues.showRowsOf', { code })}>
                    {t('issues.showRows')}
                  </Button>
                </Td>
              )}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Panel>
  );
};
