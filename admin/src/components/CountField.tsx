import { Field, NumberInput } from '@strapi/design-system';

interface CountFieldProps {
  name: string;
  label: string;
  hint?: string;
  value: number | null;
  max?: number;
  placeholder?: string;
  disabled?: boolean;
  error?: string;
  onChange: (value: number | null) => void;
}

/** A number from 0 on; empty where none is given. */
export const CountField = ({ name, label, hint, value, max, placeholder, disabled, error, onChange }: CountFieldProps) => (
  <Field.Root name={name} hint={hint} error={error}>
    <Field.Label>{label}</Field.Label>
    <NumberInput
      value={value ?? undefined}
      disabled={disabled}
      placeholder={placeholder}
      onValueChange={(given) => onChange(given === undefined || Number.isNaN(given) ? null : Math.min(Math.max(0, given), max ?? Number.MAX_SAFE_INTEGER))}
    />
    <Field.Hint />
    <Field.Error />
  </Field.Root>
);
