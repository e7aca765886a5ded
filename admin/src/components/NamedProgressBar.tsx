import styled from 'styled-components';

const Track = styled.div`
  width: 100%;
  height: 0.8rem;
  overflow: hidden;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral200};
`;

const Fill = styled.div`
  height: 100%;
  background: ${({ theme }) => theme.colors.primary600};

  @media (prefers-reduced-motion: no-preference) {
    transition: width 0.4s ease-out;
  }
`;

interface NamedProgressBarProps {
  label: string;
  /** 0 to 1. */
  share: number;
}

/** Not the design system's ProgressBar: in 2.2.4 its filled part is the pale one, and its width is fixed. */
export const NamedProgressBar = ({ label, share }: NamedProgressBarProps) => {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);

  return (
    <Track role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
      <Fill style={{ width: `${percent}%` }} />
    </Track>
  );
};
