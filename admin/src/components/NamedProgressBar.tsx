import { Box, ProgressBar } from '@strapi/design-system';

interface NamedProgressBarProps {
  label: string;
  /** 0 to 1. */
  share: number;
}

/** The design system's bar, with the name that assistive technology needs, as wide as its place. */
export const NamedProgressBar = ({ label, share }: NamedProgressBarProps) => (
  <Box width="100%">
    <ProgressBar
      aria-label={label}
      value={Math.round(Math.min(1, Math.max(0, share)) * 100)}
      style={{ width: '100%', maxWidth: 'none' }}
    />
  </Box>
);
