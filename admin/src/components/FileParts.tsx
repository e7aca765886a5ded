import { Box, Flex, Typography } from '@strapi/design-system';
import type { FilePart } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { Disclosure } from './Disclosure';

/** The CSVs that became one import, in their order. Nothing for a single one. */
export const FileParts = ({ parts }: { parts: readonly FilePart[] }) => {
  const t = useTranslate();

  return parts.length < 2 ? null : (
    <Disclosure label={t('file.parts', { count: parts.length })}>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={1} maxWidth="64rem">
        {parts.map(({ name, rows }) => (
          <Flex key={name} tag="li" justifyContent="space-between" gap={4}>
            <Box minWidth={0}>
              <Typography ellipsis tag="p" title={name}>
                {name}
              </Typography>
            </Box>
            <Typography textColor="neutral600">{t('imports.rows', { count: rows })}</Typography>
          </Flex>
        ))}
      </Flex>
    </Disclosure>
  );
};
