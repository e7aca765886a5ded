import { Flex, Radio, Typography } from '@strapi/design-system';
import { isOwnTarget, MERGE_MODES, type MergeMode, type Target } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { wordOf } from '../utils/target-word';

interface MergeModeFieldProps {
  target: Target;
  value: MergeMode;
  disabled: boolean;
  onChange: (mode: MergeMode) => void;
}

/** What is done when a row finds several records; each choice with an example, because the words alone do not tell. */
export const MergeModeField = ({ target, value, disabled, onChange }: MergeModeFieldProps) => {
  const t = useTranslate();

  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography id="profile-merge" variant="pi" fontWeight="bold">
        {t(`profile.merge.${wordOf(target)}`)}
      </Typography>
      <Radio.Group aria-labelledby="profile-merge" value={value} disabled={disabled} onValueChange={(mode) => onChange(mode as MergeMode)}>
        {MERGE_MODES.filter((mode) => isOwnTarget(target) || mode !== 'merge-all').map((mode) => (
          <Flex key={mode} direction="column" alignItems="flex-start" gap={1} paddingBottom={2}>
            <Radio.Item value={mode} aria-describedby={`merge-${mode}`}>
              {t(`mergeMode.${mode}`)}
            </Radio.Item>
            <Typography id={`merge-${mode}`} variant="pi" textColor="neutral600" paddingLeft={6} maxWidth="80rem">
              {t(`mergeMode.${mode}.${wordOf(target)}`)}
            </Typography>
          </Flex>
        ))}
      </Radio.Group>
    </Flex>
  );
};
