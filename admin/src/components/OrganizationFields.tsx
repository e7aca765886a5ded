import { Field, Grid, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { ORGANIZATION_MATCH, ORGANIZATION_MISSING, type OrganizationMatch, type OrganizationMissing } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import type { SettingDraft } from '../utils/setting-draft';

interface OrganizationFieldsProps {
  value: SettingDraft['organizations'];
  disabled: boolean;
  onChange: (value: SettingDraft['organizations']) => void;
}

/** How the organization in a contact's row is found, and what happens when it is not there. */
export const OrganizationFields = ({ value, disabled, onChange }: OrganizationFieldsProps) => {
  const t = useTranslate();

  return (
    <Grid.Root gap={4}>
      <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
        <Field.Root name="organizationMatch" hint={t(`organizations.match.${value.matchBy}.hint`)}>
          <Field.Label>{t('organizations.match')}</Field.Label>
          <SingleSelect
            value={value.matchBy}
            disabled={disabled}
            onChange={(matchBy) => onChange({ ...value, matchBy: matchBy as OrganizationMatch })}
          >
            {ORGANIZATION_MATCH.map((option) => (
              <SingleSelectOption key={option} value={option}>
                {t(`organizations.match.${option}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
          <Field.Hint />
        </Field.Root>
      </Grid.Item>
      <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
        <Field.Root name="organizationMissing">
          <Field.Label>{t('organizations.missing')}</Field.Label>
          <SingleSelect
            value={value.missing}
            disabled={disabled}
            onChange={(missing) => onChange({ ...value, missing: missing as OrganizationMissing })}
          >
            {ORGANIZATION_MISSING.map((option) => (
              <SingleSelectOption key={option} value={option}>
                {t(`organizations.missing.${option}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      </Grid.Item>
    </Grid.Root>
  );
};
