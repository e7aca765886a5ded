import * as React from 'react';
import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { JobDto, OutcomeCounts } from '../../../server/src/contracts';

import { useTranslate, type MessageKey } from '../hooks/use-translate';
import { toImportTotals } from '../utils/import-totals';
import { wordOf } from '../utils/target-word';

type Part = keyof OutcomeCounts & ('created' | 'updated' | 'merged' | 'invalid' | 'failed' | 'held' | 'skipped' | 'notProcessed');
const IMPORTED_PARTS: readonly Part[] = ['created', 'updated', 'merged'];
const NOT_IMPORTED_PARTS: readonly Part[] = ['invalid', 'failed', 'held', 'skipped', 'notProcessed'];

interface ReportLineProps {
  target: JobDto['target'];
  outcome: OutcomeCounts;
}

/** "Contacts imported 985: created 900, updated 80, merged 5 · not imported 15 · already up to date 0". */
export const ReportLine = ({ target, outcome }: ReportLineProps) => {
  const t = useTranslate();
  const { formatList } = useIntl();
  const totals = toImportTotals(outcome);
  const partsOf = (parts: readonly Part[]): string => {
    const counted = parts.filter((part) => outcome[part] > 0).map((part) => t(`report.${part}` as MessageKey, { count: outcome[part] }));
    return counted.length === 0 ? '' : `: ${formatList(counted, { type: 'unit' })}`;
  };
  const totalsInWords = [
    { title: t(`report.imported.${wordOf(target)}`, { count: totals.imported }), parts: partsOf(IMPORTED_PARTS) },
    { title: t('report.notImported', { count: totals.notImported }), parts: partsOf(NOT_IMPORTED_PARTS) },
    { title: t('report.unchanged', { count: totals.unchanged }), parts: '' },
  ];

  return (
    <Typography tag="p" lineHeight="2.4rem">
      {totalsInWords.map(({ title, parts }, index) => (
        <React.Fragment key={title}>
          {index === 0 ? null : ' · '}
          <Typography tag="strong" fontWeight="bold">
            {title}
          </Typography>
          {parts}
        </React.Fragment>
      ))}
    </Typography>
  );
};
