import { Status, Typography } from '@strapi/design-system';
import type { JobState } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { STATUS_VARIANT, toDisplayStatus } from '../utils/job-state';

export const StatusBadge = ({ state }: { state: JobState }) => {
  const t = useTranslate();
  const status = toDisplayStatus(state);

  return (
    <Status variant={STATUS_VARIANT[status]} size="S" width="fit-content">
      <Typography
        tag="span"
        variant="omega"
        fontWeight="bold"
        // The design system's orange on its pale orange is below 4.5:1.
        textColor={STATUS_VARIANT[status] === 'warning' ? 'neutral800' : undefined}
      >
        {t(`status.${status}`)}
      </Typography>
    </Status>
  );
};
