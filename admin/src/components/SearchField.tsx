import * as React from 'react';
import { Field, TextInput } from '@strapi/design-system';

const MAX_LENGTH = 200;
/** A word is typed, not its letters: each answer would move the list under the eyes. */
const PAUSE_MS = 400;

interface SearchFieldProps {
  label: string;
  value: string;
  /** As large as the choices beside it. */
  size?: 'S' | 'M';
  onChange: (text: string) => void;
}

/** A text to look for; it is taken when the person pauses, or presses Enter. */
export const SearchField = ({ label, value, size = 'M', onChange }: SearchFieldProps) => {
  const [text, setText] = React.useState(value);
  React.useEffect(() => setText(value), [value]);
  const latest = React.useRef(onChange);
  latest.current = onChange;
  React.useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => latest.current(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value]);

  return (
    <Field.Root name="q">
      <Field.Label>{label}</Field.Label>
      <TextInput
        type="search"
        size={size}
        value={text}
        maxLength={MAX_LENGTH}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => setText(event.target.value)}
        onKeyDown={(event: React.KeyboardEvent) => (event.key === 'Enter' ? onChange(text.trim()) : undefined)}
      />
    </Field.Root>
  );
};
