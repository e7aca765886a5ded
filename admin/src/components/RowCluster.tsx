import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { RowExplanationDto, Target } from '../../../server/src/contracts';

import { useKeyLabel } from '../hooks/use-key-label';
import { useTranslate } from '../hooks/use-translate';
import { MappingCell } from './MappingCell';
import { PlainTable } from './PlainTable';
import { RecordLink } from './RecordLink';
import { RowPart } from './RowPart';
import { ToneBadge } from './ToneBadge';

const ROLE_TONE = { survivor: 'success', merged: 'neutral', candidate: 'warning' } as const;

interface RowClusterProps {
  target: Target;
  cluster: RowExplanationDto['cluster'];
  names: RowExplanationDto['names'];
}

/** The records that the row links, what linked each, and which one stays. */
export const RowCluster = ({ target, cluster, names }: RowClusterProps) => {
  const t = useTranslate();
  const { formatList } = useIntl();
  const keyLabel = useKeyLabel();

  return cluster.length === 0 ? null : (
    <RowPart title={t('row.cluster')}>
      <PlainTable
        label={t('row.cluster')}
        columns={[
          { key: 'record', label: t('row.record') },
          { key: 'role', label: t('row.role') },
          { key: 'linkedBy', label: t('row.linkedBy') },
        ]}
      >
        {cluster.map(({ record, role, linkedBy }) => (
          <tr key={record}>
            <MappingCell tag="td">
              <RecordLink target={target} record={record} name={names[record]} />
            </MappingCell>
            <MappingCell tag="td">
              <ToneBadge tone={ROLE_TONE[role]}>{t(`role.${role}`)}</ToneBadge>
            </MappingCell>
            <MappingCell tag="td">
              <Typography>{formatList(linkedBy.map(keyLabel), { type: 'unit' })}</Typography>
            </MappingCell>
          </tr>
        ))}
      </PlainTable>
    </RowPart>
  );
};
