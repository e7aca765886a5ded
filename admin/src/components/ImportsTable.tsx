import { Flex, Link, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import type { JobDto } from '../../../server/src/contracts';

import { useTargetLabel } from '../hooks/use-target-label';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { ImportResult } from './ImportResult';
import { NamedColumns } from './NamedColumns';
import { StatusBadge } from './StatusBadge';

const COLUMNS = ['name', 'file', 'object', 'status', 'result', 'submittedBy'] as const;

export const ImportsTable = ({ jobs }: { jobs: JobDto[] }) => {
  const t = useTranslate();

  return (
    <NamedColumns name={t('imports.title')} columns={COLUMNS.map((column) => t(`imports.column.${column}`))} rowCount={jobs.length}>
      {jobs.map((job) => (
        <ImportsTableRow key={job.id} job={job} />
      ))}
    </NamedColumns>
  );
};

const ImportsTableRow = ({ job }: { job: JobDto }) => {
  const t = useTranslate();
  const labelOf = useTargetLabel();
  const { formatDate } = useIntl();

  return (
    <Tr>
      <Td>
        <Flex direction="column" alignItems="flex-start">
          <Link tag={NavLink} to={ADDRESS.job(job.id)} title={job.name}>
            <Typography tag="span" ellipsis maxWidth="20rem" textColor="inherit">
              {job.name}
            </Typography>
          </Link>
          <Typography tag="code" variant="pi" textColor="neutral600" title={job.id}>
            {job.id.slice(0, 8)}
          </Typography>
        </Flex>
      </Td>
      <Td>
        <Typography tag="p" ellipsis maxWidth="16rem" title={job.file.name}>
          {job.file.name}
        </Typography>
      </Td>
      <Td>
        <Typography>{labelOf(job.target)}</Typography>
      </Td>
      <Td>
        <StatusBadge state={job.state} />
      </Td>
      <Td>
        <ImportResult job={job} />
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start">
          <Typography>{job.submittedBy.deleted === true ? t('imports.owner-deleted', { name: job.submittedBy.name }) : job.submittedBy.name}</Typography>
          <Typography variant="pi" textColor="neutral600">
            {formatDate(job.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
          </Typography>
        </Flex>
      </Td>
    </Tr>
  );
};
