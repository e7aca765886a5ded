import { Button } from '@strapi/design-system';
import { ArrowLeft, ArrowRight } from '@strapi/icons';
import { useNavigate } from 'react-router-dom';

import { useTranslate } from '../hooks/use-translate';

/** To the step before. */
export const WizardBack = ({ to }: { to: string }) => {
  const t = useTranslate();
  const navigate = useNavigate();

  return (
    <Button variant="tertiary" size="L" startIcon={<ArrowLeft />} onClick={() => navigate(to)}>
      {t('wizard.back')}
    </Button>
  );
};

interface WizardNextProps {
  label: string;
  disabled: boolean;
  loading?: boolean;
  onClick: () => void;
}

/** To the next step, mostly after something was saved. */
export const WizardNext = ({ label, disabled, loading, onClick }: WizardNextProps) => (
  <Button size="L" endIcon={<ArrowRight />} disabled={disabled} loading={loading} onClick={onClick}>
    {label}
  </Button>
);
