import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { UndoPreviewDto } from '../../../server/src/contracts';

import { useIssueText } from '../hooks/use-issue-text';
import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { MappingCell } from './MappingCell';
import { Note } from './Note';
import { PlainTable } from './PlainTable';
import { ToneBadge } from './ToneBadge';
import { UndoCountTiles } from './UndoCountTiles';

/** Enough to see what kind of thing is kept; the rows of the job tell the rest. */
const SHOWN_FINDINGS = 50;
const RESULT_TONE = { reversed: 'neutral', kept: 'warning', cannot: 'danger' } as const;

/** What would be taken back, and the first of what would not. */
export const UndoPreview = ({ preview }: { preview: UndoPreviewDto }) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const labels = useLabels();
  const issueText = useIssueText();
  const shown = preview.findings.slice(0, SHOWN_FINDINGS);

  return (
    <>
      <UndoCountTiles counts={preview.counts} />
      {preview.complete ? null : (
        <Note kind="info">{t('undo.partial', { seen: formatNumber(preview.rowsSeen), rows: formatNumber(preview.rows) })}</Note>
      )}
      {shown.length === 0 ? null : (
        <Flex direction="column" alignItems="stretch" gap={2}>
          <Typography variant="delta" tag="h3">
            {t('undo.findings')}
          </Typography>
          <PlainTable
            label={t('undo.findings')}
            columns={[
              { key: 'row', label: t('rows.column.row') },
              { key: 'what', label: t('rows.column.what') },
              { key: 'why', label: t('undo.why') },
            ]}
          >
            {shown.map(({ row, field, result, code }, index) => (
              <tr key={index}>
                <MappingCell tag="td">
                  <Typography>{formatNumber(row)}</Typography>
                </MappingCell>
                <MappingCell tag="td">
                  <ToneBadge tone={RESULT_TONE[result]}>{t(`undo.result.${result}`)}</ToneBadge>
                </MappingCell>
                <MappingCell tag="td">
                  <Typography>
                    {field === null ? '' : `${labels.field(field, field)}: `}
                    {issueText({ code })}
                  </Typography>
                </MappingCell>
              </tr>
            ))}
          </PlainTable>
          {preview.findings.length > SHOWN_FINDINGS ? (
            <Typography variant="pi" textColor="neutral600">
              {t('undo.more', { count: preview.findings.length - SHOWN_FINDINGS })}
            </Typography>
          ) : null}
        </Flex>
      )}
    </>
  );
};
