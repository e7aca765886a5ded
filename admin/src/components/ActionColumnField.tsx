import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';

import { useTranslate } from '../hooks/use-translate';

interface ActionColumnFieldProps {
  value: string | null;
  columns: readonly string[];
  disabled: boolean;
  onChange: (column: string | null) => void;
}

/** The column that says per row what to do. */
export const ActionColumnField = ({ value, columns, disabled, onChange }: ActionColumnFieldProps) => {
  const t = useTranslate();
  // A setting may name a column that this file lacks; hiding it would look like an empty field.
  const names = [...new Set([...(value === null ? [] : [value]), ...columns.filter((column) => column.trim() !== '')])];

  return (
    <Field.Root name="actionColumn" hint={t('advanced.action.hint')}>
      <Field.Label>{t('advanced.action')}</Field.Label>
      <SingleSelect
        value={value}
        disabled={disabled}
        placeholder={t('advanced.action.none')}
        clearLabel={t('clear')}
        onClear={() => onChange(null)}
        onChange={(column) => onChange(column === '' ? null : String(column))}
      >
        {names.map((column) => (
          <SingleSelectOption key={column} value={column}>
            {column}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Hint />
    </Field.Root>
  );
};
