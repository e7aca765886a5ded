import { Box, Flex, Link, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';

import { useListJobsQuery } from '../api/jobs-api';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { ImportResult } from './ImportResult';
import { StatusBadge } from './StatusBadge';

const FEW = { page: 1, pageSize: 5 };

/** On the homepage: what was imported lately, by oneself or by all whose imports one may see. */
export const RecentImports = () => {
  const t = useTranslate();
  const { formatDate } = useIntl();
  const { data, error, isLoading } = useListJobsQuery(FEW, { refetchOnMountOrArgChange: true });

  if (isLoading) return <Widget.Loading />;
  if (error !== undefined || data === undefined) return <Widget.Error />;
  if (data.results.length === 0) return <Widget.NoData>{t('widget.none')}</Widget.NoData>;

  return (
    <Table colCount={3} rowCount={data.results.length} aria-label={t('widget.title')}>
      <Tbody>
        {data.results.map((job) => (
          <Tr key={job.id}>
            <Td>
              <Flex direction="column" alignItems="flex-start">
                <Link tag={NavLink} to={ADDRESS.job(job.id)} title={job.name}>
                  <Typography tag="span" ellipsis maxWidth="18rem" textColor="inherit">
                    {job.name}
                  </Typography>
                </Link>
                <Typography variant="pi" textColor="neutral600">
                  {formatDate(job.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
                </Typography>
              </Flex>
            </Td>
            <Td>
              <Box display="inline-block">
                <StatusBadge state={job.state} />
              </Box>
            </Td>
            <Td>
              <ImportResult job={job} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
