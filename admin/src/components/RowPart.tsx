import * as React from 'react';
import { Flex, Typography } from '@strapi/design-system';

/** A headed part of a row's dialog. */
export const RowPart = ({ title, hint, children }: { title: string; hint?: string; children: React.ReactNode }) => (
  <Flex tag="section" direction="column" alignItems="stretch" gap={2}>
    <Typography variant="delta" tag="h3">
      {title}
    </Typography>
    {hint === undefined ? null : (
      <Typography variant="pi" textColor="neutral600">
        {hint}
      </Typography>
    )}
    {children}
  </Flex>
);
