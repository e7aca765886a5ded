import type { JobDto } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { Panel } from './Panel';
import { UndoCountTiles } from './UndoCountTiles';

/** What an undo did; nothing where the job was not taken back. */
export const UndoReport = ({ job }: { job: JobDto }) => {
  const t = useTranslate();

  return job.undo === null ? null : (
    <Panel bare title={t('undo.report')} hint={job.undo.kept + job.undo.cannot > 0 ? t('undo.report.hint') : undefined}>
      <UndoCountTiles counts={job.undo} />
    </Panel>
  );
};
