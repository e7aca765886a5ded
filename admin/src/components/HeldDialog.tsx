import { Button, Modal } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { HeldRowDto } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { HeldDecision } from './HeldDecision';

interface HeldDialogProps {
  held: HeldRowDto;
  onClose: () => void;
}

/** The question about one held row. */
export const HeldDialog = ({ held, onClose }: HeldDialogProps) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();

  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content style={{ maxWidth: '96rem', width: 'calc(100vw - 6.4rem)' }}>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('held.dialog', { row: formatNumber(held.row), job: held.job.name })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <HeldDecision held={held} onDecided={onClose} />
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('close')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
