import * as React from 'react';
import { Button, Checkbox, Flex, Loader, Modal } from '@strapi/design-system';
import { ArrowsCounterClockwise } from '@strapi/icons';
import type { JobDto } from '../../../server/src/contracts';

import { usePreviewUndoQuery, useUndoJobMutation } from '../api/jobs-api';
import { useTranslate } from '../hooks/use-translate';
import { wordOf } from '../utils/target-word';
import { ErrorNote } from './ErrorNote';
import { UndoPreview } from './UndoPreview';

interface UndoButtonProps {
  job: JobDto;
  size: 'S' | 'L';
}

/** Takes a whole import back, after it was shown what that means. */
export const UndoButton = ({ job, size }: UndoButtonProps) => {
  const t = useTranslate();
  const [open, setOpen] = React.useState(false);

  return (
    <>
      <Button variant="tertiary" size={size} startIcon={<ArrowsCounterClockwise />} onClick={() => setOpen(true)}>
        {t('undo.button')}
      </Button>
      {open ? <UndoDialog job={job} onClose={() => setOpen(false)} /> : null}
    </>
  );
};

const UndoDialog = ({ job, onClose }: { job: JobDto; onClose: () => void }) => {
  const t = useTranslate();
  const { data, error, isFetching } = usePreviewUndoQuery(job.id, { refetchOnMountOrArgChange: true });
  const [undo, undoing] = useUndoJobMutation();
  const [confirmed, setConfirmed] = React.useState(false);

  const start = async (): Promise<void> => {
    if ('data' in (await undo(job.id))) onClose();
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('undo.title', { name: job.name })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={5}>
            {isFetching ? <Loader>{t('undo.looking')}</Loader> : null}
            <ErrorNote error={error ?? undoing.error} />
            {isFetching || data === undefined ? null : (
              <>
                <UndoPreview preview={data} />
                <Checkbox checked={confirmed} onCheckedChange={(checked) => setConfirmed(checked === true)}>
                  {t(`undo.confirm.${wordOf(job.target)}`)}
                </Checkbox>
              </>
            )}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('confirm.back')}
          </Button>
          <Button variant="danger" disabled={!confirmed || isFetching} loading={undoing.isLoading} onClick={() => void start()}>
            {t('undo.button')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
