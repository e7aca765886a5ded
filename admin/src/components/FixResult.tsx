import { Box, IconButton, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { ROW_REFUSALS, type JobDto } from '../../../server/src/contracts';

import { useAnnounce } from '../hooks/use-announce';
import { useFixJob } from '../hooks/use-fix-job';
import { useTranslate } from '../hooks/use-translate';
import { isBeforeGo } from '../utils/job-state';
import { Note } from './Note';

/** What was taken of the corrections that were sent last, and which rows of a corrected file were not; until the job goes on. */
export const FixResult = ({ job }: { job: JobDto }) => {
  const t = useTranslate();
  const { formatList } = useIntl();
  const { taken: answer, forget } = useFixJob(job.id);
  const sentence =
    answer === undefined
      ? null
      : formatList(
          [
            answer.taken.cells > 0 ? t('fix.taken.cells', { cells: answer.taken.cells, rows: answer.taken.rows }) : null,
            answer.taken.everywhere > 0 ? t('fix.taken.everywhere', { count: answer.taken.everywhere }) : null,
            answer.taken.excluded > 0 ? t('fix.taken.excluded', { count: answer.taken.excluded }) : null,
            answer.rules > 0 ? t('fix.taken.rules', { count: answer.rules }) : null,
          ].filter((part) => part !== null),
          { type: 'unit' },
        );
  useAnnounce(sentence);

  if (answer === undefined || sentence === null || !isBeforeGo(job.state)) return null;
  const { counts, first } = answer.refused;
  const refused = ROW_REFUSALS.filter((reason) => counts[reason] > 0);
  return (
    <Note
      kind={refused.length > 0 ? 'warning' : 'info'}
      title={t('fix.taken.title')}
      endAction={
        <IconButton variant="ghost" size="S" label={t('close')} onClick={forget}>
          <Cross />
        </IconButton>
      }
    >
      <Typography tag="p">
        {sentence}. {t(`fix.effect.${answer.takesEffect}`)}
      </Typography>
      {refused.length === 0 ? null : (
        <Box tag="ul" paddingLeft={4} paddingTop={2} style={{ listStyle: 'disc' }}>
          {refused.map((reason) => (
            <li key={reason}>
              <Typography>
                {t(`fix.refused.${reason}`, {
                  count: counts[reason],
                  lines: formatList(first.filter((row) => row.reason === reason).slice(0, 10).map(({ line }) => String(line)), { type: 'unit' }),
                })}
              </Typography>
            </li>
          ))}
        </Box>
      )}
    </Note>
  );
};
