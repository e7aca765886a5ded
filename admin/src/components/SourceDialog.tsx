import * as React from 'react';
import { Button, Field, Flex, Modal, TextInput, Toggle } from '@strapi/design-system';
import { TEXT_LENGTH } from '../../../server/src/contracts';

import {
  useCreateExternalSourceMutation,
  useUpdateExternalSourceMutation,
  type ExternalSourceDto,
} from '../api/external-sources-api';
import { useTranslate } from '../hooks/use-translate';
import { ErrorNote } from './ErrorNote';
import { UrlTemplateField } from './UrlTemplateField';

interface SourceDialogProps {
  /** Null creates one. */
  source: ExternalSourceDto | null;
  onClose: () => void;
  onSaved?: (source: ExternalSourceDto) => void;
}

export const SourceDialog = ({ source, onClose, onSaved }: SourceDialogProps) => {
  const t = useTranslate();
  const [create, creating] = useCreateExternalSourceMutation();
  const [update, updating] = useUpdateExternalSourceMutation();
  const [name, setName] = React.useState(source?.name ?? '');
  const [active, setActive] = React.useState(source?.active ?? true);
  const [urlTemplate, setUrlTemplate] = React.useState(source?.urlTemplate ?? '');
  const [checked, setChecked] = React.useState(false);
  const nameError = checked && name.trim() === '' ? t('required') : undefined;

  const save = async (event: React.FormEvent): Promise<void> => {
    // The dialog may stand inside another form.
    event.preventDefault();
    event.stopPropagation();
    setChecked(true);
    if (name.trim() === '') {
      return;
    }
    const input = { name: name.trim(), active, urlTemplate: urlTemplate.trim() === '' ? null : urlTemplate.trim() };
    const result = await (source === null ? create(input) : update({ id: source.id, source: input }));
    if ('data' in result && result.data !== undefined) {
      onSaved?.(result.data);
      onClose();
    }
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <form onSubmit={(event) => void save(event)} noValidate>
          <Modal.Header closeLabel={t('close')}>
            <Modal.Title>{source === null ? t('sources.new') : t('sources.edit', { name: source.name })}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Flex direction="column" alignItems="stretch" gap={5}>
              <ErrorNote error={creating.error ?? updating.error} />
              <Field.Root name="name" required error={nameError} hint={t('sources.name.hint')}>
                <Field.Label>{t('sources.name')}</Field.Label>
                <TextInput value={name} maxLength={TEXT_LENGTH.sourceName} autoFocus onChange={(event) => setName(event.target.value)} />
                <Field.Hint />
                <Field.Error />
              </Field.Root>
              <UrlTemplateField value={urlTemplate} onChange={setUrlTemplate} />
              <Field.Root name="active" hint={t('sources.active.hint')}>
                <Field.Label>{t('sources.active')}</Field.Label>
                <Toggle
                  onLabel={t('yes')}
                  offLabel={t('no')}
                  checked={active}
                  onChange={(event) => setActive(event.target.checked)}
                />
                <Field.Hint />
              </Field.Root>
            </Flex>
          </Modal.Body>
          <Modal.Footer>
            <Button variant="tertiary" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={creating.isLoading || updating.isLoading}>
              {t('save')}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
};
