import * as React from 'react';
import { getFetchClient, useAuth } from '@strapi/strapi/admin';
import type { ImportFileDto } from '../../../server/src/contracts';

import { uploadFile } from '../api/upload-file';
import { zipFiles } from '../utils/zip-files';

interface UploadState {
  name: string;
  /** 0 to 1. */
  share: number;
}

interface Uploader {
  uploading: UploadState | null;
  error: unknown;
  /** `others`: further files of the same columns, which become one import with it. */
  upload: (file: File, others?: readonly File[]) => Promise<ImportFileDto | null>;
  cancel: () => void;
}

/** Uploads one file at a time and knows how far it is. */
export const useUpload = (): Uploader => {
  const token = useAuth('external-contacts', (state) => state.token);
  const currentToken = React.useRef(token);
  currentToken.current = token;
  const [uploading, setUploading] = React.useState<UploadState | null>(null);
  const [error, setError] = React.useState<unknown>(null);
  const aborter = React.useRef<AbortController | null>(null);

  React.useEffect(() => () => aborter.current?.abort(), []);

  const upload = async (first: File, others: readonly File[] = []): Promise<ImportFileDto | null> => {
    const controller = new AbortController();
    aborter.current = controller;
    setError(null);
    const name = others.length === 0 ? first.name : `${first.name.replace(/\.[^.]+$/, '')} + ${others.length}.zip`;
    setUploading({ name, share: 0 });
    try {
      const file = others.length === 0 ? first : await zipFiles([first, ...others], name);
      if (file === null) throw { status: 413, details: { code: 'file.too-large' }, message: '' };
      // An expired token is renewed by any call of Strapi's client, and only by one: without this, a large file would
      // be sent to the end before the answer is 401.
      await getFetchClient().get('/admin/users/me');
      return await uploadFile({
        file,
        token: currentToken.current,
        signal: controller.signal,
        onProgress: (share) => setUploading({ name, share }),
      });
    } catch (failure) {
      setError(controller.signal.aborted ? null : failure);
      return null;
    } finally {
      setUploading(null);
    }
  };

  return { uploading, error, upload, cancel: () => aborter.current?.abort() };
};
