import { LinkButton } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { JobDto } from '../../../server/src/contracts';

import { useListHeldRowsQuery } from '../api/held-rows-api';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { countHeldRows } from '../utils/job-state';
import { Note } from './Note';

/** Only their number is wanted. */
const ONE = { page: 1, pageSize: 1, state: 'open' } as const;

/** Rows of this job wait for a person, or for the retry after everything is decided. */
export const HeldNote = ({ job }: { job: JobDto }) => {
  const t = useTranslate();
  const held = countHeldRows(job);
  const { data } = useListHeldRowsQuery({ ...ONE, job: job.id }, { skip: held === 0, refetchOnMountOrArgChange: true });
  if (held === 0 || data === undefined) return null;

  const open = data.pagination.total;
  return open === 0 ? (
    <Note kind="info">{t('held.note.decided')}</Note>
  ) : (
    <Note
      kind="warning"
      title={t('held.note', { count: open })}
      action={
        <LinkButton tag={NavLink} to={ADDRESS.heldRows(job.id)} variant="secondary" size="S">
          {t('held.all')}
        </LinkButton>
      }
    >
      {t('held.note.text')}
    </Note>
  );
};
