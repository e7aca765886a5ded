import * as React from 'react';
import { Button, Dialog, IconButton, type ButtonProps } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';

import { useTranslate } from '../hooks/use-translate';

interface ConfirmButtonProps {
  icon: React.ReactElement;
  label: string;
  title: string;
  body: string;
  confirmLabel: string;
  confirmVariant: ButtonProps['variant'];
  variant?: ButtonProps['variant'];
  size?: ButtonProps['size'];
  loading?: boolean;
  /** Only the icon, with the label as its name. */
  iconOnly?: boolean;
  onConfirm: () => void;
}

/** A button that asks before it acts. */
export const ConfirmButton = (props: ConfirmButtonProps) => {
  const t = useTranslate();

  return (
    <Dialog.Root>
      <Dialog.Trigger>
        {props.iconOnly === true ? (
          <IconButton label={props.label} variant="ghost" disabled={props.loading}>
            {props.icon}
          </IconButton>
        ) : (
          <Button variant={props.variant} size={props.size} startIcon={props.icon} loading={props.loading}>
            {props.label}
          </Button>
        )}
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{props.title}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="danger600" />}>{props.body}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {t('confirm.back')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button variant={props.confirmVariant} fullWidth onClick={props.onConfirm}>
              {props.confirmLabel}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
