import { Button, Checkbox, Flex } from '@strapi/design-system';
import { Check, Minus } from '@strapi/icons';
import type { Fix, JobDto } from '../../../server/src/contracts';

import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { ConfirmButton } from './ConfirmButton';

interface RowFixActionsProps {
  job: JobDto;
  fixes: readonly Fix[];
  keepAsRules: boolean;
  loading: boolean;
  onKeepAsRules: (keep: boolean) => void;
  onExclude: () => void;
  onSave: () => void;
}

/** Leave the row out, or send what was corrected. */
export const RowFixActions = ({ job, fixes, keepAsRules, loading, onKeepAsRules, onExclude, onSave }: RowFixActionsProps) => {
  const t = useTranslate();
  const has = useRights();
  const canKeep = fixes.some(({ kind }) => kind === 'everywhere') && job.settingId !== null && has('import-settings.edit');

  return (
    <Flex gap={3} wrap="wrap" justifyContent="flex-end">
      {canKeep ? (
        <Checkbox checked={keepAsRules} onCheckedChange={(checked) => onKeepAsRules(checked === true)}>
          {t('fix.keepAsRules')}
        </Checkbox>
      ) : null}
      <ConfirmButton
        variant="danger-light"
        icon={<Minus />}
        label={t('fix.exclude')}
        title={t('fix.exclude.title')}
        body={t('fix.exclude.body')}
        confirmLabel={t('fix.exclude')}
        confirmVariant="danger"
        loading={loading}
        onConfirm={onExclude}
      />
      <Button startIcon={<Check />} disabled={fixes.length === 0} loading={loading} onClick={onSave}>
        {t('fix.save', { count: fixes.length })}
      </Button>
    </Flex>
  );
};
