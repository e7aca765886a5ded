import { Checkbox, Field } from '@strapi/design-system';

import { useGetNoticeChannelsQuery } from '../api/notices-api';
import { useTranslate } from '../hooks/use-translate';

interface NotifyFieldProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Whether an e-mail says when the import is done, and to whom; where none can be sent, it says why. */
export const NotifyField = ({ checked, onChange }: NotifyFieldProps) => {
  const t = useTranslate();
  const { data } = useGetNoticeChannelsQuery();
  if (data === undefined) {
    return null;
  }
  const { status, address } = data.email;

  return (
    <Field.Root name="notify" hint={status === 'ok' ? t('notify.to', { address: address ?? '' }) : t(`notify.${status}`)}>
      <Checkbox checked={checked && status === 'ok'} disabled={status !== 'ok'} onCheckedChange={(value) => onChange(value === true)}>
        {t('notify.email')}
      </Checkbox>
      <Field.Hint />
    </Field.Root>
  );
};
