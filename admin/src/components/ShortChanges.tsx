import { Flex, Typography } from '@strapi/design-system';
import type { JobRowDto } from '../../../server/src/contracts';

import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { useValueText } from '../hooks/use-value-text';

/** As many as a table's cell holds; the row's own page has them all. */
const SHOWN = 2;

/** The first fields that a row changes, before and after. */
export const ShortChanges = ({ changes }: Pick<JobRowDto, 'changes'>) => {
  const t = useTranslate();
  const labels = useLabels();
  const valueText = useValueText();

  return (
    <Flex direction="column" alignItems="flex-start" gap={1} minWidth={changes.length === 0 ? undefined : '20rem'}>
      {changes.slice(0, SHOWN).map(({ field, before, after }) => (
        <Typography key={field} variant="pi" tag="p" ellipsis maxWidth="28rem">
          {labels.field(field, field)}: {valueText(before)} → {valueText(after)}
        </Typography>
      ))}
      {changes.length > SHOWN ? (
        <Typography variant="pi" textColor="neutral600">
          {t('row.moreChanges', { count: changes.length - SHOWN })}
        </Typography>
      ) : null}
    </Flex>
  );
};
