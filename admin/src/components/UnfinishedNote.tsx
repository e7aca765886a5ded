import { Button, Flex, LinkButton } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import { useTranslate } from '../hooks/use-translate';
import { useUnfinishedImport } from '../hooks/use-unfinished-import';
import { Note } from './Note';
import { WIZARD_STEPS } from './WizardSteps';

/** The way back into an import that was begun and left before its data were checked. */
export const UnfinishedNote = () => {
  const t = useTranslate();
  const { unfinished, keep } = useUnfinishedImport();

  return unfinished === null ? null : (
    <Note
      kind="info"
      title={t('unfinished.title', { file: unfinished.file })}
      action={
        <Flex gap={2}>
          <LinkButton tag={NavLink} to={unfinished.address} variant="secondary" size="S">
            {t('unfinished.resume')}
          </LinkButton>
          <Button variant="tertiary" size="S" onClick={() => keep(null)}>
            {t('unfinished.forget')}
          </Button>
        </Flex>
      }
    >
      {t('unfinished.text', {
        number: WIZARD_STEPS.indexOf(unfinished.step) + 1,
        total: WIZARD_STEPS.length,
        step: t(`wizard.${unfinished.step}.title`),
      })}
    </Note>
  );
};
