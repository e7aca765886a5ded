import * as React from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { Information, WarningCircle } from '@strapi/icons';

interface NoteProps {
  kind: 'info' | 'warning' | 'danger';
  title?: string;
  action?: React.ReactNode;
  /** At the right edge, such as a close button. */
  endAction?: React.ReactNode;
  children: React.ReactNode;
}

const COLOURS = {
  info: { background: 'primary100', border: 'primary200', text: 'primary700' },
  warning: { background: 'warning100', border: 'warning200', text: 'warning700' },
  danger: { background: 'danger100', border: 'danger200', text: 'danger700' },
} as const;

/** Something to know on this page; stays until it is no longer true, so it has no close button (as Alert has). */
export const Note = ({ kind, title, action, endAction, children }: NoteProps) => {
  const colours = COLOURS[kind];
  const Icon = kind === 'info' ? Information : WarningCircle;

  return (
    <Flex
      background={colours.background}
      borderColor={colours.border}
      hasRadius
      padding={4}
      gap={3}
      alignItems="flex-start"
      width="100%"
    >
      <Box color={colours.text} paddingTop="2px" aria-hidden>
        <Icon />
      </Box>
      <Flex direction="column" alignItems="flex-start" gap={1} flex="1">
        {title === undefined ? null : (
          <Typography fontWeight="bold" textColor="neutral800">
            {title}
          </Typography>
        )}
        <Typography tag="div" textColor="neutral800">
          {children}
        </Typography>
        {action === undefined ? null : <Box paddingTop={2}>{action}</Box>}
      </Flex>
      {endAction}
    </Flex>
  );
};
