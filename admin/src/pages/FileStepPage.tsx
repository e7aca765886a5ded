import * as React from 'react';
import { Box, Button, Loader } from '@strapi/design-system';
import { useNavigate, useSearchParams } from 'react-router-dom';

import { useGetFileQuery } from '../api/files-api';
import { useSuggestMappingQuery } from '../api/targets-api';
import { ErrorNote } from '../components/ErrorNote';
import { FileCheck } from '../components/FileCheck';
import { FileDropZone } from '../components/FileDropZone';
import { ImportersOnly } from '../components/ImportersOnly';
import { Note } from '../components/Note';
import { PrerequisitesNote } from '../components/PrerequisitesNote';
import { SourceNotice } from '../components/SourceNotice';
import { UploadProgress } from '../components/UploadProgress';
import { WizardNext } from '../components/WizardButtons';
import { WizardLayout } from '../components/WizardLayout';
import { useAnnounce } from '../hooks/use-announce';
import { useTranslate } from '../hooks/use-translate';
import { useRememberStep } from '../hooks/use-unfinished-import';
import { useUpload } from '../hooks/use-upload';
import { ADDRESS } from '../utils/addresses';
import { findIdColumns } from '../utils/mapping';

const FileStep = () => {
  const t = useTranslate();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const fileId = params.get('file');
  const setting = params.get('setting');
  const target = params.get('target');
  const { uploading, error, upload, cancel } = useUpload();
  const [mixed, setMixed] = React.useState(false);
  const { data: file, isFetching, error: fileError } = useGetFileQuery(fileId ?? '', { skip: fileId === null });
  const shown = fileId === null ? undefined : file;
  const { currentData: suggested } = useSuggestMappingQuery({ target: 'contacts', file: fileId ?? '' }, { skip: shown === undefined });
  useAnnounce(shown === undefined ? null : t('file.ready', { name: shown.name, rows: shown.rows }));

  useRememberStep('file', ADDRESS.fileStep(fileId, setting, target), shown?.name);

  // The button that had the focus is gone with the drop zone; without this, Tab would begin at the top of the page.
  const justUploaded = React.useRef(false);
  const check = React.useRef<HTMLDivElement>(null);
  const isShown = shown !== undefined && uploading === null;
  React.useEffect(() => {
    if (isShown && justUploaded.current) {
      justUploaded.current = false;
      check.current?.focus();
    }
  }, [isShown]);

  const take = async (chosen: File[]): Promise<void> => {
    // A zip among others would be an entry that nobody opens.
    const isMixed = chosen.length > 1 && chosen.some(({ name }) => /\.zip$/i.test(name));
    setMixed(isMixed);
    const [first] = chosen;
    if (isMixed || first === undefined) return;
    const uploaded = await upload(first, chosen.slice(1));
    if (uploaded !== null) {
      justUploaded.current = true;
      navigate(ADDRESS.fileStep(uploaded.id, setting, target), { replace: true });
    }
  };
  const refused = shown?.issues.some((issue) => issue.severity === 'error') ?? false;

  return (
    <WizardLayout
      step="file"
      intro={t('wizard.file.intro')}
      next={
        <WizardNext
          label={t('wizard.next')}
          disabled={shown === undefined || refused || isFetching}
          onClick={() => (shown === undefined ? undefined : navigate(ADDRESS.profileStep(shown.id, setting, target)))}
        />
      }
    >
      <PrerequisitesNote />
      <SourceNotice idColumns={shown === undefined ? [] : findIdColumns(suggested ?? [])} />
      {mixed ? <Note kind="danger">{t('file.zipAmong')}</Note> : null}
      <ErrorNote error={error ?? (shown === undefined ? fileError : undefined)} />
      {uploading !== null ? <UploadProgress {...uploading} onCancel={cancel} /> : null}
      {uploading === null && shown !== undefined ? (
        <Box ref={check} tabIndex={-1} style={{ outline: 'none' }}>
          <FileCheck
            file={shown}
            onParsed={(id) => navigate(ADDRESS.fileStep(id, setting, target), { replace: true })}
            action={
              <Button variant="tertiary" onClick={() => navigate(ADDRESS.fileStep(null, setting, target), { replace: true })}>
                {t('file.replace')}
              </Button>
            }
          />
        </Box>
      ) : null}
      {uploading === null && shown === undefined && isFetching ? <Loader>{t('loading')}</Loader> : null}
      {uploading === null && shown === undefined && !isFetching ? <FileDropZone onFiles={(chosen) => void take(chosen)} /> : null}
    </WizardLayout>
  );
};

const FileStepPage = () => (
  <ImportersOnly>
    <FileStep />
  </ImportersOnly>
);

export default FileStepPage;
