import { Link } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import type { ImportFileDto, JobDto } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { Note } from './Note';

interface ImportedBeforeNoteProps {
  file: Pick<ImportFileDto, 'importedBefore'>;
  /** Where the file was checked again: what is left to do, and the job that is not one of the earlier ones. */
  job?: JobDto;
}

/** This very file was imported before; with what a further import would still do, once that is known. */
export const ImportedBeforeNote = ({ file, job }: ImportedBeforeNoteProps) => {
  const t = useTranslate();
  const { formatDate } = useIntl();
  const [last] = file.importedBefore.filter((before) => before.job !== job?.id);
  if (last === undefined) return null;

  const plan = job?.plan;
  const changed = plan === null || plan === undefined ? 0 : plan.update + plan.merge + plan.delete;
  return (
    <Note kind="info" title={t('file.before.title')}>
      {t('file.before', { at: formatDate(last.at, { dateStyle: 'medium', timeStyle: 'short' }) })}{' '}
      <Link tag={NavLink} to={ADDRESS.job(last.job)}>
        {last.name}
      </Link>
      {plan === null || plan === undefined ? null : `. ${t('file.before.plan', { unchanged: plan.unchanged, created: plan.create, changed })}`}
    </Note>
  );
};
