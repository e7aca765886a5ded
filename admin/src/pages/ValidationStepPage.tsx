import { Navigate, useNavigate } from 'react-router-dom';

import { JobActions } from '../components/JobActions';
import { JobBody } from '../components/JobBody';
import { JobStep } from '../components/JobStep';
import { WizardBack } from '../components/WizardButtons';
import { WizardLayout } from '../components/WizardLayout';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { isPastConfirmation } from '../utils/job-state';

const ValidationStepPage = () => {
  const t = useTranslate();
  const navigate = useNavigate();

  return (
    <JobStep step="validation">
      {(job, isStale) =>
        isPastConfirmation(job) ? (
          <Navigate to={ADDRESS.importStep(job.id)} replace />
        ) : (
          <WizardLayout
            step="validation"
            intro={t('wizard.validation.intro')}
            back={
              <WizardBack to={job.settingId === null ? ADDRESS.profileStep(job.file.id) : ADDRESS.fieldsStep(job.file.id, job.settingId)} />
            }
            next={<JobActions size="L" job={job} onImport={() => navigate(ADDRESS.importStep(job.id), { replace: true })} />}
          >
            <JobBody job={job} isStale={isStale} />
          </WizardLayout>
        )
      }
    </JobStep>
  );
};

export default ValidationStepPage;
