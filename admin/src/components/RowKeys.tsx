import { Flex, Typography } from '@strapi/design-system';
import type { RowExplanationDto, Target } from '../../../server/src/contracts';

import { useKeyLabel } from '../hooks/use-key-label';
import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { MappingCell } from './MappingCell';
import { PlainTable } from './PlainTable';
import { RecordLink } from './RecordLink';
import { RowPart } from './RowPart';
import { ToneBadge } from './ToneBadge';

const RESULT_TONE = { found: 'success', none: 'neutral', 'not-tried': 'neutral', shared: 'warning', different: 'warning' } as const;

interface RowKeysProps {
  target: Target;
  keys: RowExplanationDto['keys'];
  names: RowExplanationDto['names'];
}

/** The row's identifiers in the order in which they were looked up, and what each found. */
export const RowKeys = ({ target, keys, names }: RowKeysProps) => {
  const t = useTranslate();
  const keyLabel = useKeyLabel();
  const labels = useLabels();

  return (
    <RowPart title={t('row.keys')}>
      {keys.length === 0 ? (
        <Typography textColor="neutral600">{t('row.keys.none')}</Typography>
      ) : (
        <PlainTable
          label={t('row.keys')}
          columns={[
            { key: 'key', label: t('row.key') },
            { key: 'value', label: t('row.value') },
            { key: 'result', label: t('row.keyResult') },
          ]}
        >
          {keys.map((key, index) => (
            <tr key={index}>
              <MappingCell tag="td">
                <Typography tag="p">
                  {index + 1}. {keyLabel(key.key)}
                </Typography>
                {key.field === key.key ? null : (
                  <Typography tag="p" variant="pi" textColor="neutral600">
                    {labels.field(key.field, key.field)}
                  </Typography>
                )}
              </MappingCell>
              <MappingCell tag="td">
                <Typography>{key.value}</Typography>
              </MappingCell>
              <MappingCell tag="td">
                <Flex gap={2} wrap="wrap">
                  <ToneBadge tone={RESULT_TONE[key.result]}>{t(`key.${key.result}`)}</ToneBadge>
                  {key.records.map((record) => (
                    <RecordLink key={record} target={target} record={record} name={names[record]} />
                  ))}
                </Flex>
              </MappingCell>
            </tr>
          ))}
        </PlainTable>
      )}
    </RowPart>
  );
};
