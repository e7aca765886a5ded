import * as React from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';

interface PanelProps {
  title?: string;
  hint?: string;
  action?: React.ReactNode;
  /** Without a card of its own, for what brings one (a table). */
  bare?: boolean;
  children: React.ReactNode;
}

/** A part of a page: a white card with an optional heading. */
export const Panel = ({ title, hint, action, bare = false, children }: PanelProps) => {
  const headingId = React.useId();

  return (
    <Box
      tag="section"
      aria-labelledby={title === undefined ? undefined : headingId}
      {...(bare ? {} : { background: 'neutral0', hasRadius: true, shadow: 'filterShadow', padding: 6 })}
      width="100%"
      minWidth={0}
    >
      {title === undefined ? null : (
        <Flex justifyContent="space-between" alignItems="flex-start" gap={4} paddingBottom={4} wrap="wrap">
          <Flex direction="column" alignItems="flex-start" gap={1}>
            <Typography id={headingId} variant="delta" tag="h2">
              {title}
            </Typography>
            {hint === undefined ? null : (
              <Typography variant="pi" textColor="neutral600">
                {hint}
              </Typography>
            )}
          </Flex>
          {action}
        </Flex>
      )}
      {children}
    </Box>
  );
};
