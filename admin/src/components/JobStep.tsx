import * as React from 'react';
import { Page } from '@strapi/strapi/admin';
import { Navigate, useSearchParams } from 'react-router-dom';
import type { JobDto } from '../../../server/src/contracts';

import { useJob } from '../hooks/use-job';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { ErrorNote } from './ErrorNote';
import { WizardLayout } from './WizardLayout';
import type { WizardStep } from './WizardSteps';

interface JobStepProps {
  step: WizardStep & ('validation' | 'import');
  children: (job: JobDto, isStale: boolean) => React.ReactElement;
}

/** A wizard step that is about the job named in the address. */
export const JobStep = ({ step, children }: JobStepProps) => {
  const t = useTranslate();
  const [params] = useSearchParams();
  const id = params.get('job') ?? '';
  const { job, isLoading, error, isStale } = useJob(id);

  if (id === '') {
    return <Navigate to={ADDRESS.fileStep()} replace />;
  }
  if (isLoading) {
    return <Page.Loading />;
  }
  return job === undefined ? (
    <WizardLayout step={step} intro={t(`wizard.${step}.intro`)}>
      <ErrorNote error={error} />
    </WizardLayout>
  ) : (
    children(job, isStale)
  );
};
