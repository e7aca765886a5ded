import { Box, Button, Flex, IconButton, Link, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import type { NoticeDto } from '../../../server/src/contracts';

import { useListUnreadNoticesQuery, useReadNoticesMutation } from '../api/notices-api';
import { usePollingInterval } from '../hooks/use-polling-interval';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { SLOW_POLL_MS } from '../utils/polling-pace';
import { StatusBadge } from './StatusBadge';

/** What became of one's own imports since one looked last, on every list page of the plugin; announced when something comes. */
export const UnreadNotices = () => {
  const t = useTranslate();
  const has = useRights();
  const { pollingInterval } = usePollingInterval(SLOW_POLL_MS);
  const seesJobs = has('import-job.view') || has('import-job.view-all');
  const { data = [] } = useListUnreadNoticesQuery(undefined, { pollingInterval, skip: !seesJobs, refetchOnMountOrArgChange: true });
  const [read] = useReadNoticesMutation();

  return (
    <Box role="status" aria-live="polite">
      {data.length === 0 ? null : (
        <Box background="neutral0" hasRadius shadow="filterShadow" padding={4} marginBottom={4}>
          <Flex justifyContent="space-between" paddingBottom={2}>
            <Typography tag="h2" variant="delta">
              {t('notices.title', { count: data.length })}
            </Typography>
            <Button variant="tertiary" size="S" onClick={() => void read({})}>
              {t('notices.readAll')}
            </Button>
          </Flex>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
            {data.map((notice) => (
              <UnreadNotice key={notice.id} notice={notice} onRead={() => void read({ ids: [notice.id] })} />
            ))}
          </Flex>
        </Box>
      )}
    </Box>
  );
};

const UnreadNotice = ({ notice: { job, state, at }, onRead }: { notice: NoticeDto; onRead: () => void }) => {
  const t = useTranslate();
  const { formatDate } = useIntl();

  return (
    <Flex tag="li" gap={3} alignItems="center">
      <StatusBadge state={state} />
      <Link tag={NavLink} to={ADDRESS.job(job.id)} onClick={onRead}>
        {job.name}
      </Link>
      <Typography variant="pi" textColor="neutral600" flex="1">
        {formatDate(at, { dateStyle: 'medium', timeStyle: 'short' })}
      </Typography>
      <IconButton label={t('notices.read', { name: job.name })} variant="ghost" size="S" onClick={onRead}>
        <Cross />
      </IconButton>
    </Flex>
  );
};
