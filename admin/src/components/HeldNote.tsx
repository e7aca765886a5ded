import { LinkButton } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { JobDto } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { countHeldRows } from '../utils/job-state';
import { Note } from './Note';

/** Rows of this job wait for a person. */
export const HeldNote = ({ job }: { job: JobDto }) => {
  const t = useTranslate();
  const count = countHeldRows(job);

  return count === 0 ? null : (
    <Note
      kind="warning"
      title={t('held.note', { count })}
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
