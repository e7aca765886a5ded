import { Link, Loader } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { JobDto } from '../../../server/src/contracts';

import { useListHeldRowsQuery } from '../api/held-rows-api';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { ErrorNote } from './ErrorNote';
import { HeldDecision } from './HeldDecision';
import { Note } from './Note';
import { RowPart } from './RowPart';

/** As many as a list gives at once. */
const FIRST_HUNDRED = { page: 1, pageSize: 100 };

interface RowHeldDecisionProps {
  job: JobDto;
  row: number;
  onDecided: () => void;
}

/** The question about one row of a job, where it is among the first; else the way to the page that has them all. */
export const RowHeldDecision = ({ job, row, onDecided }: RowHeldDecisionProps) => {
  const t = useTranslate();
  const { data, error } = useListHeldRowsQuery({ ...FIRST_HUNDRED, job: job.id }, { refetchOnMountOrArgChange: true });
  const held = data?.results.find((each) => each.row === row);

  return (
    <RowPart title={t('held.part')}>
      <ErrorNote error={error} />
      {data === undefined && error === undefined ? <Loader>{t('loading')}</Loader> : null}
      {held === undefined ? null : <HeldDecision held={held} onDecided={onDecided} />}
      {data !== undefined && held === undefined ? (
        <Note kind="info">
          <Link tag={NavLink} to={ADDRESS.heldRows(job.id)}>
            {t('held.all')}
          </Link>
        </Note>
      ) : null}
    </RowPart>
  );
};
