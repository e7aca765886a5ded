import { Flex, LinkButton } from '@strapi/design-system';
import { Navigate, NavLink } from 'react-router-dom';

import { JobActions } from '../components/JobActions';
import { JobBody } from '../components/JobBody';
import { JobStep } from '../components/JobStep';
import { WizardLayout } from '../components/WizardLayout';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { isRunning } from '../utils/job-state';

const ImportStepPage = () => {
  const t = useTranslate();

  return (
    <JobStep step="import">
      {(job, isStale) =>
        job.state === 'validated' ? (
          <Navigate to={ADDRESS.validationStep(job.id)} replace />
        ) : (
          <WizardLayout
            step="import"
            intro={isRunning(job.state) ? t('wizard.import.intro') : t('wizard.import.done')}
            next={
              isRunning(job.state) ? (
                <JobActions size="L" job={job} />
              ) : (
                <Flex gap={2}>
                  <LinkButton tag={NavLink} to={ADDRESS.fileStep()} variant="tertiary" size="L">
                    {t('wizard.again')}
                  </LinkButton>
                  <LinkButton tag={NavLink} to={ADDRESS.imports} size="L">
                    {t('wizard.close')}
                  </LinkButton>
                </Flex>
              )
            }
          >
            <JobBody job={job} isStale={isStale} />
          </WizardLayout>
        )
      }
    </JobStep>
  );
};

export default ImportStepPage;
