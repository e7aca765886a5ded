import { Button, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import { useTranslate } from '../hooks/use-translate';
import { NamedProgressBar } from './NamedProgressBar';
import { Panel } from './Panel';

interface UploadProgressProps {
  name: string;
  /** 0 to 1. */
  share: number;
  onCancel: () => void;
}

export const UploadProgress = ({ name, share, onCancel }: UploadProgressProps) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const text = share < 1 ? t('file.uploading', { name }) : t('file.reading', { name });

  return (
    <Panel>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex justifyContent="space-between" gap={4}>
          <Typography role="status">{text}</Typography>
          <Typography textColor="neutral600">{formatNumber(share, { style: 'percent' })}</Typography>
        </Flex>
        <NamedProgressBar label={text} share={share} />
        <Flex justifyContent="flex-end">
          <Button variant="tertiary" onClick={onCancel}>
            {t('file.cancelUpload')}
          </Button>
        </Flex>
      </Flex>
    </Panel>
  );
};
