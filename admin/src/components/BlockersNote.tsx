import { Box, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Blocker, JobDto } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { Note } from './Note';

/** Why Import is disabled, with what can be done about it. */
export const BlockersNote = ({ job }: { job: JobDto }) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const sentence = ({ code, limit, count }: Blocker): string => t(`blocker.${code}`, { limit: formatNumber(limit), count });

  return job.blockers.length === 0 || job.state !== 'validated' ? null : (
    <Note kind="danger" title={t('blocker.title')}>
      <Box tag="ul" paddingLeft={4} style={{ listStyle: 'disc' }}>
        {job.blockers.map((blocker) => (
          <li key={blocker.code}>
            <Typography>{sentence(blocker)}</Typography>
          </li>
        ))}
      </Box>
      <Typography tag="p" paddingTop={2}>
        {t('blocker.advice')}
      </Typography>
    </Note>
  );
};
