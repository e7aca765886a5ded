import * as React from 'react';
import { Link, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import styled from 'styled-components';
import type { JobDto } from '../../../server/src/contracts';

import { useGetFileQuery } from '../api/files-api';
import { useDurationText } from '../hooks/use-duration-text';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { formatBytes } from '../utils/format-bytes';
import { jobTimes } from '../utils/job-times';
import { DownloadButton } from './DownloadButton';
import { FileParts } from './FileParts';
import { Panel } from './Panel';

/** As much of a hash as people compare by eye. */
const SHORT_HASH = 16;

const Facts = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr));
  gap: ${({ theme }) => theme.spaces[4]};
`;

/** When a job did what, how fast, and with which file and setting. */
export const JobFacts = ({ job }: { job: JobDto }) => {
  const t = useTranslate();
  const { formatDate, formatNumber } = useIntl();
  const durationText = useDurationText();
  const has = useRights();
  const canSeeFile = has('import-csv-file.view') && job.purgedAt === null;
  const { data: file } = useGetFileQuery(job.file.id, { skip: !canSeeFile });
  const { checkMs, importMs, rowsPerSecond } = jobTimes(job);
  const at = (time: string | null): string | null => (time === null ? null : formatDate(time, { dateStyle: 'medium', timeStyle: 'medium' }));
  const took = (time: string | null, ms: number | null): string | null => {
    const text = at(time);
    return text === null || ms === null ? text : t('facts.took', { at: text, time: durationText(ms) });
  };
  const seesSetting = job.settingId !== null && (has('import-settings.view') || has('import-settings.view-all'));

  const facts: { label: string; value: React.ReactNode }[] = [
    { label: t('facts.id'), value: job.id },
    { label: t('facts.submitted'), value: t('facts.by', { at: at(job.createdAt), by: job.submittedBy.name }) },
    { label: t('facts.checked'), value: took(job.validatedAt, checkMs) },
    { label: t('facts.started'), value: at(job.startedAt) },
    { label: t('facts.finished'), value: took(job.finishedAt, importMs) },
    { label: t('facts.speed'), value: rowsPerSecond === null ? null : t('progress.speed', { rows: formatNumber(Math.round(rowsPerSecond)) }) },
    { label: t('facts.plan'), value: job.planHash?.slice(0, SHORT_HASH) ?? null },
    {
      label: t('facts.setting'),
      value: seesSetting ? <Link tag={NavLink} to={ADDRESS.importSettings}>{t('facts.setting.saved')}</Link> : t(job.settingId === null ? 'facts.setting.once' : 'facts.setting.saved'),
    },
    { label: t('facts.file'), value: file === undefined ? job.file.name : `${job.file.name} · ${formatBytes(formatNumber, file.bytes)}` },
    { label: t('facts.hash'), value: job.file.sha256.slice(0, SHORT_HASH) },
  ];

  return (
    <Panel
      title={t('facts.title')}
      action={
        canSeeFile ? (
          <DownloadButton path={`/files/${job.file.id}/original`} fileName={job.file.name}>
            {t('facts.download')}
          </DownloadButton>
        ) : undefined
      }
    >
      <Facts>
        {facts.filter(({ value }) => value !== null).map(({ label, value }) => (
          <div key={label}>
            <Typography tag="dt" variant="pi" textColor="neutral600">
              {label}
            </Typography>
            <Typography tag="dd" style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Typography>
          </div>
        ))}
      </Facts>
      {file === undefined ? null : <FileParts parts={file.parts} />}
    </Panel>
  );
};
