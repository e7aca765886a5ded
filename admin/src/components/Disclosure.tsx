import * as React from 'react';
import { Box, TextButton, Typography } from '@strapi/design-system';
import { ChevronDown, ChevronUp } from '@strapi/icons';

interface DisclosureProps {
  label: string;
  hint?: string;
  /** A heading of the page, in the size of the others. */
  isHeading?: boolean;
  /** Open from the start, where something inside is not as usual. */
  initiallyOpen?: boolean;
  /** true keeps it open, where something inside needs attention. */
  isOpen?: boolean;
  children: React.ReactNode;
}

/** Something that most people need not see, behind a button that says so. */
export const Disclosure = ({ label, hint, isHeading = false, initiallyOpen = false, isOpen, children }: DisclosureProps) => {
  const id = React.useId();
  const [wasOpened, setOpen] = React.useState(initiallyOpen);
  const open = isOpen ?? wasOpened;

  const button = (
    <TextButton aria-expanded={open} aria-controls={id} endIcon={open ? <ChevronUp /> : <ChevronDown />} onClick={() => setOpen(!open)}>
      {isHeading ? (
        <Typography variant="delta" textColor="neutral800">
          {label}
        </Typography>
      ) : (
        label
      )}
    </TextButton>
  );
  return (
    <Box width="100%">
      {isHeading ? <Typography tag="h2">{button}</Typography> : button}
      {hint === undefined ? null : (
        <Typography tag="p" variant="pi" textColor="neutral600">
          {hint}
        </Typography>
      )}
      <Box id={id} hidden={!open} paddingTop={open ? (isHeading ? 5 : 3) : 0}>
        {open ? children : null}
      </Box>
    </Box>
  );
};
