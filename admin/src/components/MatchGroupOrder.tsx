import * as React from 'react';
import { Box, Typography } from '@strapi/design-system';
import type { KeyGroup, MatchItem } from '../../../server/src/contracts';

import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { withGroupOrder } from '../utils/setting-draft';
import { Disclosure } from './Disclosure';
import { SortableList } from './SortableList';

interface MatchGroupOrderProps {
  group: KeyGroup;
  fields: readonly string[];
  disabled: boolean;
  onChange: (item: MatchItem) => void;
}

/** A group opened to its fields: a row may have several e-mails, and the first in this order that finds a record decides. */
export const MatchGroupOrder = ({ group, fields, disabled, onChange }: MatchGroupOrderProps) => {
  const t = useTranslate();
  const labels = useLabels();
  const title = t('match.order', { group: t(`match.group.${group}`) });

  return (
    <Box paddingTop={1} paddingBottom={1} paddingLeft={disabled ? 0 : 9}>
      <Disclosure label={title}>
        <Typography tag="p" variant="pi" textColor="neutral600" paddingBottom={2}>
          {t('match.order.hint')}
        </Typography>
        <SortableList
          label={title}
          entries={fields.map((field) => ({ id: field, label: labels.field(field, field), value: field }))}
          disabled={disabled}
          onChange={(order) => onChange(withGroupOrder(group, order))}
          onRemove={fields.length > 1 ? (field) => onChange(withGroupOrder(group, fields.filter((other) => other !== field))) : undefined}
        />
      </Disclosure>
    </Box>
  );
};
