import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { RIGHTS_OF_A_FULL_IMPORT } from '../utils/rights';
import { RightsList } from './ImportersOnly';
import { Note } from './Note';

/** Somebody who may begin an import, but will be stopped or left in the dark on the way, learns so at its first step. */
export const PrerequisitesNote = () => {
  const t = useTranslate();
  const has = useRights();
  const missing = RIGHTS_OF_A_FULL_IMPORT.filter((right) => !has(right));

  return missing.length === 0 ? null : (
    <Note kind="warning" title={t('prerequisites.partly')}>
      {t('prerequisites.partlyText')}
      <RightsList rights={missing} />
    </Note>
  );
};
