import type { ImportSettingDto } from '../api/import-settings-api';
import type { Right } from '../utils/rights';
import { useRights } from './use-rights';

/** Whether the person may save a setting: a new one (null), or a change of one that is there. `needs`: besides the usual right. */
export const useMayWriteSetting = (setting: Pick<ImportSettingDto, 'own'> | null, ...needs: Right[]): boolean => {
  const has = useRights();
  return setting === null ? has('import-settings.add', ...needs) : has('import-settings.edit', ...needs) && (setting.own || has('import-settings.view-all'));
};
