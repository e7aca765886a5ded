import { Link } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { Target } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';

interface RecordLinkProps {
  target: Target;
  record: string;
  /** What it is called, where that is known. */
  name?: string;
}

/** Opens a record beside this page, so that nothing typed here is lost. */
export const RecordLink = ({ target, record, name }: RecordLinkProps) => {
  const t = useTranslate();

  return (
    <Link tag={NavLink} to={ADDRESS.record(target, record)} target="_blank" title={record} aria-label={t('record.open', { record: name ?? record })}>
      {/* The end of an id tells records apart: those of one import begin alike. */}
      {name ?? `…${record.slice(-8)}`}
    </Link>
  );
};
