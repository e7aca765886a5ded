import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import styled from 'styled-components';
import { OUTCOMES, type Outcome, type OutcomeCounts } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { MappingCell } from './MappingCell';
import { PlainTable } from './PlainTable';

const COLOUR = {
  created: 'success500', updated: 'primary500', merged: 'secondary500', deleted: 'danger700', unchanged: 'neutral400',
  skipped: 'neutral300', held: 'warning500', invalid: 'danger500', failed: 'danger600', notProcessed: 'neutral200',
} as const satisfies Record<Outcome, string>;

const Bar = styled.div`
  display: flex;
  gap: 2px;
  width: 100%;
  height: 2rem;
  overflow: hidden;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral150};
`;

/** Wide enough to be seen, however few of a million rows it stands for. */
const Segment = styled.div<{ $colour: (typeof COLOUR)[Outcome] }>`
  min-width: 4px;
  background: ${({ theme, $colour }) => theme.colors[$colour]};
`;

const Swatch = styled.span<{ $colour: (typeof COLOUR)[Outcome] }>`
  display: inline-block;
  flex: none;
  width: 1.2rem;
  height: 1.2rem;
  border-radius: 2px;
  background: ${({ theme, $colour }) => theme.colors[$colour]};
`;

interface OutcomeChartProps {
  outcome: OutcomeCounts;
  /** Absent while there are no rows to show. */
  onShow?: (outcome: Outcome) => void;
}

/** Rows by what became of them: a bar to look at, and the same in a table, whose names lead to the rows. */
export const OutcomeChart = ({ outcome, onShow }: OutcomeChartProps) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const kinds = OUTCOMES.filter((kind) => outcome[kind] > 0);
  const total = kinds.reduce((sum, kind) => sum + outcome[kind], 0);
  const share = (kind: Outcome): string => formatNumber(outcome[kind] / total, { style: 'percent', maximumFractionDigits: 1 });

  return total === 0 ? null : (
    <Flex tag="figure" direction="column" alignItems="stretch" gap={3} aria-label={t('chart.title')}>
      <Bar aria-hidden>
        {kinds.map((kind) => (
          <Segment key={kind} $colour={COLOUR[kind]} style={{ flex: `${outcome[kind]} 1 0` }} title={`${t(`outcome.${kind}`)}: ${formatNumber(outcome[kind])}`} />
        ))}
      </Bar>
      <Box maxWidth="64rem">
        <PlainTable
          label={t('chart.title')}
          columns={[
            { key: 'outcome', label: t('chart.outcome') },
            { key: 'rows', label: t('chart.rows') },
            { key: 'share', label: t('chart.share') },
          ]}
        >
          {kinds.map((kind) => (
            <tr key={kind}>
              <MappingCell tag="td">
                <Flex gap={2}>
                  <Swatch $colour={COLOUR[kind]} aria-hidden />
                  {onShow === undefined ? <Typography>{t(`outcome.${kind}`)}</Typography> : <TextButton aria-label={t('chart.show', { outcome: t(`outcome.${kind}`) })} onClick={() => onShow(kind)}>{t(`outcome.${kind}`)}</TextButton>}
                </Flex>
              </MappingCell>
              <MappingCell tag="td">
                <Typography>{formatNumber(outcome[kind])}</Typography>
              </MappingCell>
              <MappingCell tag="td">
                <Typography textColor="neutral600">{share(kind)}</Typography>
              </MappingCell>
            </tr>
          ))}
        </PlainTable>
      </Box>
    </Flex>
  );
};
