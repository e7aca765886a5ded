import * as React from 'react';
import { Button, Flex } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import type { JobDto } from '../../../server/src/contracts';

import { useFixJob } from '../hooks/use-fix-job';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { useUpload } from '../hooks/use-upload';
import { countFixableRows } from '../utils/job-state';
import { DownloadButton } from './DownloadButton';
import { ErrorNote } from './ErrorNote';
import { Panel } from './Panel';
import { UploadProgress } from './UploadProgress';

/** The ways to mend bad rows and go on: here row by row, or in the errors CSV. Nothing where there is nothing to mend. */
export const FixPanel = ({ job }: { job: JobDto }) => {
  const t = useTranslate();
  const has = useRights();
  const input = React.useRef<HTMLInputElement>(null);
  const { uploading, error, upload, cancel } = useUpload();
  const { fix, isLoading, error: fixError, forget } = useFixJob(job.id);
  const count = countFixableRows(job);
  const mayUpload = has('import-csv-file.add');

  const take = async (files: FileList | null): Promise<void> => {
    const file = files?.[0];
    const uploaded = file === undefined ? null : await upload(file);
    if (uploaded !== null) await fix({ file: uploaded.id });
  };

  return count === 0 || !has('import-job.edit') ? null : (
    <Panel title={t('fix.title')} hint={t(mayUpload ? 'fix.hint' : 'fix.hint.here', { count })}>
      <Flex gap={2} wrap="wrap">
        <DownloadButton path={`/jobs/${job.id}/errors.csv`} fileName={`${job.name}-errors.csv`}>
          {t('download.errors')}
        </DownloadButton>
        {mayUpload ? (
          <Button variant="secondary" startIcon={<Upload />} loading={isLoading || uploading !== null} onClick={() => input.current?.click()}>
            {t('fix.upload')}
          </Button>
        ) : null}
      </Flex>
      <input
        ref={input}
        type="file"
        // The button is the way to it, by keyboard as well.
        hidden
        accept=".csv,.txt,text/csv"
        onChange={(event) => {
          void take(event.target.files);
          // The same file can be chosen again after it was mended once more.
          event.target.value = '';
        }}
      />
      {uploading === null ? null : <UploadProgress {...uploading} onCancel={cancel} />}
      <ErrorNote error={error ?? fixError} onClose={forget} />
    </Panel>
  );
};
