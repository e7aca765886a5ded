import { Box, Flex, Typography } from '@strapi/design-system';
import { Check } from '@strapi/icons';

import { useTranslate } from '../hooks/use-translate';

export const WIZARD_STEPS = ['file', 'profile', 'fields', 'validation', 'import'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

/** Where one is among the five steps. */
export const WizardSteps = ({ current }: { current: WizardStep }) => {
  const t = useTranslate();
  const currentIndex = WIZARD_STEPS.indexOf(current);

  return (
    <Box tag="nav" aria-label={t('wizard.steps')} background="neutral0" hasRadius shadow="filterShadow" padding={4}>
      <Flex tag="ol" gap={4} wrap="wrap" justifyContent="space-between">
        {WIZARD_STEPS.map((step, index) => (
          <Flex key={step} tag="li" gap={2} aria-current={step === current ? 'step' : undefined}>
            <StepMark number={index + 1} state={index < currentIndex ? 'done' : index === currentIndex ? 'current' : 'ahead'} />
            <Typography
              fontWeight={index === currentIndex ? 'bold' : 'regular'}
              textColor={index > currentIndex ? 'neutral600' : 'neutral800'}
            >
              {t(`wizard.${step}.title`)}
            </Typography>
          </Flex>
        ))}
      </Flex>
    </Box>
  );
};

const StepMark = ({ number, state }: { number: number; state: 'done' | 'current' | 'ahead' }) => (
  <Flex
    aria-hidden
    justifyContent="center"
    width="2.8rem"
    height="2.8rem"
    borderRadius="50%"
    background={state === 'current' ? 'primary600' : state === 'done' ? 'success100' : 'neutral150'}
    color={state === 'done' ? 'success700' : undefined}
  >
    {state === 'done' ? (
      <Check width="1.2rem" />
    ) : (
      <Typography variant="pi" fontWeight="bold" textColor={state === 'current' ? 'buttonNeutral0' : 'neutral600'}>
        {number}
      </Typography>
    )}
  </Flex>
);
