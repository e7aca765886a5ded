import { Link } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { JobDto } from '../../../server/src/contracts';

import { useListAuditQuery } from '../api/audit-api';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { AuditTable } from './AuditTable';
import { ErrorNote } from './ErrorNote';
import { Panel } from './Panel';

const NEWEST = { page: 1, pageSize: 20 };

/** Who did what with a job, for those who may read the audit. */
export const JobLog = ({ job }: { job: JobDto }) => {
  const may = useRights()('audit.view');
  return may ? <Log key={`${job.attempt.number} ${job.state}`} job={job} /> : null;
};

// Drawn anew with each state: a change of state is what adds entries.
const Log = ({ job }: { job: JobDto }) => {
  const t = useTranslate();
  const { data, error } = useListAuditQuery({ ...NEWEST, job: job.id }, { refetchOnMountOrArgChange: true });

  return data?.results.length === 0 ? null : (
    <Panel
      bare
      title={t('log.title')}
      action={
        <Link tag={NavLink} to={ADDRESS.audit(job.id)}>
          {t('log.all')}
        </Link>
      }
    >
      <ErrorNote error={error} />
      {data === undefined ? null : <AuditTable entries={data.results} />}
    </Panel>
  );
};
