import * as React from 'react';
import { Box, Button, Field, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

import { useActiveSources } from '../hooks/use-active-sources';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { SourceDialog } from './SourceDialog';

interface SourceFieldProps {
  /** Name of the source, as a setting names it. */
  value: string | null;
  error?: string;
  hint?: string;
  disabled: boolean;
  onChange: (name: string | null) => void;
}

/** Which outside system the external IDs of the file belong to; a missing one can be created on the spot. */
export const SourceField = ({ value, error, hint, disabled, onChange }: SourceFieldProps) => {
  const t = useTranslate();
  const mayAdd = useRights()('external-source.add');
  const sources = useActiveSources() ?? [];
  const [creating, setCreating] = React.useState(false);
  const names = sources.map((source) => source.name);

  return (
    <>
      <Flex gap={2} alignItems="flex-start">
        <Field.Root name="externalSource" error={error} hint={hint} flex="1">
          <Field.Label>{t('profile.source')}</Field.Label>
          <SingleSelect
            value={value}
            disabled={disabled}
            placeholder={t('profile.source.none')}
            clearLabel={t('clear')}
            onClear={() => onChange(null)}
            onChange={(name) => onChange(name === '' ? null : String(name))}
          >
            {/* A setting may name a source that was deactivated since; hiding it would look like an empty field. */}
            {(value === null || names.includes(value) ? names : [value, ...names]).map((name) => (
              <SingleSelectOption key={name} value={name}>
                {name}
              </SingleSelectOption>
            ))}
          </SingleSelect>
          <Field.Hint />
          <Field.Error />
        </Field.Root>
        {mayAdd && !disabled ? (
          <Box paddingTop={5}>
            <Button variant="secondary" size="L" startIcon={<Plus />} onClick={() => setCreating(true)}>
              {t('sources.new')}
            </Button>
          </Box>
        ) : null}
      </Flex>
      {creating ? <SourceDialog source={null} onClose={() => setCreating(false)} onSaved={(source) => onChange(source.name)} /> : null}
    </>
  );
};
