import { Alert } from '@strapi/design-system';

import { useErrorText } from '../hooks/use-error-text';
import { useTranslate } from '../hooks/use-translate';

interface ErrorNoteProps {
  error: unknown;
  onClose?: () => void;
}

/** A failed request, in words, where the person is looking. Nothing when there is no error. */
export const ErrorNote = ({ error, onClose }: ErrorNoteProps) => {
  const t = useTranslate();
  const errorText = useErrorText();

  return error === null || error === undefined ? null : (
    <Alert variant="danger" closeLabel={t('close')} title={t('error.title')} onClose={onClose} role="alert">
      {errorText(error)}
    </Alert>
  );
};
