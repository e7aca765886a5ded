import { Button } from '@strapi/design-system';
import { useNavigate } from 'react-router-dom';

import { useFixJob } from '../hooks/use-fix-job';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { ErrorNote } from './ErrorNote';
import { Note } from './Note';

interface ReportFileNoteProps {
  file: string;
  /** The import whose errors CSV this file is. */
  job: string;
}

/** An errors CSV came back as a file of its own: it belongs to its import, whose rows it mends. */
export const ReportFileNote = ({ file, job }: ReportFileNoteProps) => {
  const t = useTranslate();
  const navigate = useNavigate();
  const { fix, isLoading, error, forget } = useFixJob(job);

  const send = async (): Promise<void> => {
    if (await fix({ file })) navigate(ADDRESS.job(job));
  };

  return (
    <>
      <Note
        kind="info"
        title={t('file.report.title')}
        action={
          <Button variant="secondary" loading={isLoading} onClick={() => void send()}>
            {t('file.report.send')}
          </Button>
        }
      >
        {t('file.report.text')}
      </Note>
      <ErrorNote error={error} onClose={forget} />
    </>
  );
};
