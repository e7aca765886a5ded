import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';

interface ChoiceFieldProps<T extends string> {
  name: string;
  label: string;
  hint?: string;
  value: T;
  options: readonly { value: T; label: string }[];
  disabled?: boolean;
  onChange: (value: T) => void;
}

/** One of a few words. */
export const ChoiceField = <T extends string>({ name, label, hint, value, options, disabled, onChange }: ChoiceFieldProps<T>) => (
  <Field.Root name={name} hint={hint}>
    <Field.Label>{label}</Field.Label>
    <SingleSelect value={value} disabled={disabled} onChange={(chosen) => onChange(chosen as T)}>
      {options.map((option) => (
        <SingleSelectOption key={option.value} value={option.value}>
          {option.label}
        </SingleSelectOption>
      ))}
    </SingleSelect>
    <Field.Hint />
  </Field.Root>
);
