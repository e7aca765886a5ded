import * as React from 'react';
import { Button, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { CloudUpload } from '@strapi/icons';
import styled from 'styled-components';

import { useTranslate } from '../hooks/use-translate';

/** The server judges a file by its content; this only narrows the system's file dialog. */
const ACCEPT = '.csv,.tsv,.tab,.txt,.zip,text/csv,text/tab-separated-values,application/zip';

const Zone = styled(Flex)<{ $over: boolean }>`
  border: 2px dashed ${({ theme, $over }) => ($over ? theme.colors.primary600 : theme.colors.neutral300)};
  background: ${({ theme, $over }) => ($over ? theme.colors.primary100 : theme.colors.neutral0)};
  border-radius: ${({ theme }) => theme.borderRadius};
`;

/** Drop files, or choose them with the button (the way by keyboard). Several are one import. */
export const FileDropZone = ({ onFiles }: { onFiles: (files: File[]) => void }) => {
  const t = useTranslate();
  const input = React.useRef<HTMLInputElement>(null);
  const [over, setOver] = React.useState(false);

  const take = (files: FileList | null): void => {
    if (files !== null && files.length > 0) {
      onFiles([...files]);
    }
  };

  return (
    <Zone
      $over={over}
      direction="column"
      gap={4}
      padding={10}
      onDragOver={(event: React.DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: React.DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <Typography textColor="primary600" aria-hidden>
        <CloudUpload width="4.8rem" height="4.8rem" fill="currentColor" />
      </Typography>
      <Typography variant="delta">{t('file.drop')}</Typography>
      <Button variant="secondary" size="L" onClick={() => input.current?.click()}>
        {t('file.choose')}
      </Button>
      <Typography variant="pi" textColor="neutral600" textAlign="center">
        {t('file.kinds')}
      </Typography>
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          multiple
          accept={ACCEPT}
          tabIndex={-1}
          aria-label={t('file.choose')}
          onChange={(event) => {
            take(event.target.files);
            // The same file can be chosen again after it was mended.
            event.target.value = '';
          }}
        />
      </VisuallyHidden>
    </Zone>
  );
};
