import { Flex, Link, Loader, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import type { Target } from '../../../server/src/contracts';

import { useGetRecordOriginQuery } from '../api/jobs-api';
import { useErrorText } from '../hooks/use-error-text';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';

interface RecordOriginProps {
  target: Target;
  documentId: string;
}

/** Which import wrote a record last, and from which line of its file. */
export const RecordOrigin = ({ target, documentId }: RecordOriginProps) => {
  const t = useTranslate();
  const errorText = useErrorText();
  const { formatDate } = useIntl();
  const { data, error } = useGetRecordOriginQuery({ target, documentId }, { refetchOnMountOrArgChange: true });

  if (error !== undefined) {
    return (
      <Typography role="alert" textColor="danger600">
        {errorText(error)}
      </Typography>
    );
  }
  if (data === undefined) {
    return <Loader small>{t('loading')}</Loader>;
  }
  if (data === null) {
    return <Typography textColor="neutral600">{t('origin.none')}</Typography>;
  }
  const { job, row } = data;
  return (
    <Flex direction="column" alignItems="flex-start" gap={2} width="100%">
      <Link tag={NavLink} to={ADDRESS.job(job.id)}>
        {job.name}
      </Link>
      <Typography variant="pi" textColor="neutral600">
        {t('origin.by', { name: job.submittedBy, date: formatDate(job.createdAt, { dateStyle: 'medium', timeStyle: 'short' }) })}
      </Typography>
      {row === null ? (
        <Typography variant="pi" textColor="neutral600">
          {t('origin.unknownRow')}
        </Typography>
      ) : (
        <Link tag={NavLink} to={ADDRESS.job(job.id, row.row)}>
          {t('origin.row', { line: row.line, file: row.file })}
        </Link>
      )}
    </Flex>
  );
};
