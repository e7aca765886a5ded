import * as React from 'react';
import { Box, TextButton } from '@strapi/design-system';
import { ChevronDown, ChevronUp } from '@strapi/icons';

interface DisclosureProps {
  label: string;
  /** Open from the start, where something inside is not as usual. */
  initiallyOpen?: boolean;
  /** true keeps it open, where something inside needs attention. */
  isOpen?: boolean;
  children: React.ReactNode;
}

/** Something that most people need not see, behind a button that says so. */
export const Disclosure = ({ label, initiallyOpen = false, isOpen, children }: DisclosureProps) => {
  const id = React.useId();
  const [wasOpened, setOpen] = React.useState(initiallyOpen);
  const open = isOpen ?? wasOpened;

  return (
    <Box width="100%">
      <TextButton aria-expanded={open} aria-controls={id} endIcon={open ? <ChevronUp /> : <ChevronDown />} onClick={() => setOpen(!open)}>
        {label}
      </TextButton>
      <Box id={id} hidden={!open} paddingTop={open ? 3 : 0}>
        {open ? children : null}
      </Box>
    </Box>
  );
};
