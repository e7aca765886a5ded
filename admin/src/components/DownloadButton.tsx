import * as React from 'react';
import { Button } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';

import { downloadFile } from '../api/download-file';
import { useErrorText } from '../hooks/use-error-text';

interface DownloadButtonProps {
  path: string;
  fileName: string;
  children: React.ReactNode;
}

export const DownloadButton = ({ path, fileName, children }: DownloadButtonProps) => {
  const { toggleNotification } = useNotification();
  const errorText = useErrorText();
  const [loading, setLoading] = React.useState(false);

  const download = async (): Promise<void> => {
    setLoading(true);
    try {
      await downloadFile(path, fileName);
    } catch (failure) {
      toggleNotification({ type: 'danger', message: errorText(failure) });
    } finally {
      setLoading(false);
    }
  };

  return (
    <Button variant="tertiary" startIcon={<Download />} loading={loading} onClick={() => void download()}>
      {children}
    </Button>
  );
};
