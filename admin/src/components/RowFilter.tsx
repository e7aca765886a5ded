import * as React from 'react';
import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { OUTCOMES, PLAN_KINDS, type JobDto, type Outcome, type PlanKind } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';

interface RowFilterProps {
  job: JobDto;
  value: PlanKind | Outcome | undefined;
  onChange: (filter: { plan?: PlanKind; outcome?: Outcome }) => void;
}

/** Offers only the kinds that this job has: outcomes once there are some, plans before. */
export const RowFilter = ({ job, value, onChange }: RowFilterProps) => {
  const t = useTranslate();
  const id = React.useId();
  const { plan, outcome } = job;
  const byOutcome = outcome !== null;
  const options: { value: string; label: string }[] = byOutcome
    ? OUTCOMES.filter((kind) => outcome[kind] > 0).map((kind) => ({ value: kind, label: t(`outcome.${kind}`) }))
    : PLAN_KINDS.filter((kind) => plan !== null && plan[kind] > 0).map((kind) => ({ value: kind, label: t(`plan.${kind}`) }));

  const select = (selected: string | number): void => {
    const chosen = selected === 'all' ? undefined : selected;
    onChange(byOutcome ? { outcome: chosen as Outcome | undefined, plan: undefined } : { plan: chosen as PlanKind | undefined, outcome: undefined });
  };

  return (
    <Field.Root id={id} minWidth="20rem">
      <Field.Label>{t('rows.show')}</Field.Label>
      <SingleSelect value={value ?? 'all'} onChange={select} size="S">
        <SingleSelectOption value="all">{t('rows.all')}</SingleSelectOption>
        {options.map((option) => (
          <SingleSelectOption key={option.value} value={option.value}>
            {option.label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
};
