import * as React from 'react';
import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { ErrorNote } from './ErrorNote';
import { WizardSteps, WIZARD_STEPS, type WizardStep } from './WizardSteps';

interface WizardLayoutProps {
  step: WizardStep;
  intro: string;
  children: React.ReactNode;
  /** Why the last press of a button came to nothing; stands beside the buttons, however long the step is. */
  error?: unknown;
  /** Buttons at the foot: the way back first, the way on last. */
  back?: React.ReactNode;
  next?: React.ReactNode;
}

/** One step of the wizard. Its heading takes the focus, so that a new step is read out and Tab goes on from there. */
export const WizardLayout = ({ step, intro, children, error, back, next }: WizardLayoutProps) => {
  const t = useTranslate();
  const heading = React.useRef<HTMLHeadingElement>(null);
  React.useEffect(() => heading.current?.focus(), [step]);

  return (
    <Layouts.Root>
      <Page.Main>
        <Page.Title>{t('wizard.documentTitle', { step: t(`wizard.${step}.title`) })}</Page.Title>
        <Layouts.Header
          navigationAction={
            <Link tag={NavLink} to={ADDRESS.imports} startIcon={<ArrowLeft />}>
              {t('imports.title')}
            </Link>
          }
          title={t('wizard.title')}
          subtitle={t('wizard.subtitle')}
        />
        <Layouts.Content>
          <WizardSteps current={step} />
          <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={6} paddingBottom={5}>
            <Typography ref={heading} tabIndex={-1} variant="beta" tag="h2" style={{ outline: 'none' }}>
              {t('wizard.heading', {
                number: WIZARD_STEPS.indexOf(step) + 1,
                total: WIZARD_STEPS.length,
                title: t(`wizard.${step}.title`),
              })}
            </Typography>
            <Typography textColor="neutral600">{intro}</Typography>
          </Flex>
          <Flex direction="column" alignItems="stretch" gap={6}>
            {children}
            <ErrorNote error={error} />
          </Flex>
          <Flex justifyContent="space-between" paddingTop={6} paddingBottom={8} gap={4}>
            <Box>{back}</Box>
            <Box>{next}</Box>
          </Flex>
        </Layouts.Content>
      </Page.Main>
    </Layouts.Root>
  );
};
