import { Box, Flex } from '@strapi/design-system';
import { TARGETS } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { DISPLAY_STATUSES } from '../utils/job-state';
import { ChoiceField } from './ChoiceField';
import { SearchField } from './SearchField';

/** The select takes an empty value for no choice. */
const EVERYTHING = 'all';

interface ImportsFilterProps {
  status: string | undefined;
  target: string | undefined;
  q: string | undefined;
  onChange: (key: 'status' | 'target' | 'q', value: string | undefined) => void;
}

/** Which imports the table shows. */
export const ImportsFilter = ({ status, target, q, onChange }: ImportsFilterProps) => {
  const t = useTranslate();
  const choose = (key: 'status' | 'target') => (value: string) => onChange(key, value === EVERYTHING ? undefined : value);

  return (
    <Flex gap={4} paddingBottom={4} alignItems="flex-end" wrap="wrap">
      <SearchField label={t('imports.search')} value={q ?? ''} onChange={(text) => onChange('q', text)} />
      <Box minWidth="20rem">
        <ChoiceField
          name="status"
          label={t('imports.column.status')}
          value={status ?? EVERYTHING}
          options={[{ value: EVERYTHING, label: t('imports.every.status') }, ...DISPLAY_STATUSES.map((value) => ({ value: value as string, label: t(`status.${value}`) }))]}
          onChange={choose('status')}
        />
      </Box>
      <Box minWidth="20rem">
        <ChoiceField
          name="target"
          label={t('imports.column.object')}
          value={target ?? EVERYTHING}
          options={[{ value: EVERYTHING, label: t('imports.every.object') }, ...TARGETS.map((value) => ({ value: value as string, label: t(`target.${value}`) }))]}
          onChange={choose('target')}
        />
      </Box>
    </Flex>
  );
};
