import * as React from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';

import { useTranslate } from '../hooks/use-translate';
import { DownloadButton } from './DownloadButton';

const STEPS = ['file', 'plan', 'undo'] as const;

/** Before the first import: what will happen, that it is safe, and a file to try it with. */
export const ImportsEmpty = ({ action }: { action: React.ReactNode }) => {
  const t = useTranslate();

  return (
    <Flex direction="column" gap={5} padding={8} background="neutral0" hasRadius shadow="filterShadow">
      <EmptyDocuments width="16rem" aria-hidden />
      <Typography variant="delta" tag="h2" textAlign="center">
        {t('imports.empty')}
      </Typography>
      <Box tag="ol" maxWidth="60rem">
        {STEPS.map((step, index) => (
          <Typography key={step} tag="li" textColor="neutral600" paddingBottom={2}>
            {index + 1}. {t(`imports.empty.${step}`)}
          </Typography>
        ))}
      </Box>
      <Flex gap={2} wrap="wrap" justifyContent="center">
        <DownloadButton path="/targets/contacts/template.csv?sample=1" fileName="contacts-sample.csv">
          {t('imports.empty.sample')}
        </DownloadButton>
        {action}
      </Flex>
    </Flex>
  );
};
