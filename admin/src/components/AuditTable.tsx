import { Flex, Link, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import { JOB_STATES, type AuditEntryDto } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { useTranslateMaybe } from '../hooks/use-translate-maybe';
import { ADDRESS } from '../utils/addresses';
import { NamedColumns } from './NamedColumns';
import { StatusBadge } from './StatusBadge';

const COLUMNS = ['at', 'who', 'what', 'about', 'details'] as const;

export const AuditTable = ({ entries }: { entries: AuditEntryDto[] }) => {
  const t = useTranslate();

  return (
    <NamedColumns name={t('audit.title')} columns={COLUMNS.map((column) => t(`audit.column.${column}`))} rowCount={entries.length}>
      {entries.map((entry) => (
        <AuditTableRow key={entry.id} entry={entry} />
      ))}
    </NamedColumns>
  );
};

const AuditTableRow = ({ entry: { at, action, actor, ...entry } }: { entry: AuditEntryDto }) => {
  const t = useTranslate();
  const { formatDate } = useIntl();

  return (
    <Tr>
      <Td>
        <Typography>{formatDate(at, { dateStyle: 'medium', timeStyle: 'medium' })}</Typography>
      </Td>
      <Td>
        <Typography textColor={actor === null ? 'neutral600' : 'neutral800'}>{actor?.name ?? t('audit.engine')}</Typography>
      </Td>
      <Td>
        <Typography>{t(`audit.is.${action}`)}</Typography>
      </Td>
      <Td>
        <AuditSubject {...entry} />
      </Td>
      <Td>
        <AuditDetails {...entry} />
      </Td>
    </Tr>
  );
};

const AuditSubject = ({ job, subject }: Pick<AuditEntryDto, 'job' | 'subject'>) => {
  if (job !== null) {
    return (
      <Link tag={NavLink} to={ADDRESS.job(job.id)}>
        {job.name}
      </Link>
    );
  }
  return (
    <Typography ellipsis tag="p" maxWidth="20rem" title={subject?.name ?? subject?.id}>
      {subject?.name ?? subject?.id ?? '–'}
    </Typography>
  );
};

const AuditDetails = ({ state, counts }: Pick<AuditEntryDto, 'state' | 'counts'>) => {
  const t = useTranslate();
  const maybe = useTranslateMaybe();
  const known = JOB_STATES.find((each) => each === state);
  const nameOf = (name: string): string => maybe(`audit.counts.${name}`, maybe(`outcome.${name}`, maybe(`undo.result.${name}`, name)));
  const counted = Object.entries(counts ?? {}).map(([name, count]) => t('audit.counted', { name: nameOf(name), count }));

  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      {known === undefined ? null : <StatusBadge state={known} />}
      {counted.length === 0 ? null : <Typography variant="pi">{counted.join(' · ')}</Typography>}
    </Flex>
  );
};
