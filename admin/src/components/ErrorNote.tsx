import { Box, IconButton } from '@strapi/design-system';
import { Cross } from '@strapi/icons';

import { useErrorText } from '../hooks/use-error-text';
import { useTranslate } from '../hooks/use-translate';
import { Note } from './Note';

interface ErrorNoteProps {
  error: unknown;
  /** Where given, the note can be closed. */
  onClose?: () => void;
}

/** A failed request, in words, where the person is looking. Nothing when there is no error. */
export const ErrorNote = ({ error, onClose }: ErrorNoteProps) => {
  const t = useTranslate();
  const errorText = useErrorText();

  return error === null || error === undefined ? null : (
    <Box role="alert" width="100%">
      <Note
        kind="danger"
        title={t('error.title')}
        endAction={
          onClose === undefined ? undefined : (
            <IconButton variant="ghost" size="S" label={t('close')} onClick={onClose}>
              <Cross />
            </IconButton>
          )
        }
      >
        {errorText(error)}
      </Note>
    </Box>
  );
};
