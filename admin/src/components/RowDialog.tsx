import * as React from 'react';
import { Button, Flex, Loader, Modal } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { JobDto, RowExplanationDto } from '../../../server/src/contracts';

import { useExplainJobRowQuery } from '../api/jobs-api';
import { useFixJob } from '../hooks/use-fix-job';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { toFixes, type CellEdit } from '../utils/cell-edits';
import { canFix } from '../utils/job-state';
import { ErrorNote } from './ErrorNote';
import { RowExplanation } from './RowExplanation';
import { RowFixActions } from './RowFixActions';

/** Outcomes after which the row is in the database, or nothing was to be done for it. */
const DONE: readonly string[] = ['created', 'updated', 'merged', 'deleted', 'unchanged', 'skipped'];
const isOpen = ({ outcome }: RowExplanationDto): boolean => outcome === null || !DONE.includes(outcome);

interface RowDialogProps {
  job: JobDto;
  row: number;
  onClose: () => void;
}

/** One row: how it was read, what was looked up, what decided, what changes; and the place to mend it. */
export const RowDialog = ({ job, row, onClose }: RowDialogProps) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const mayEdit = useRights()('import-job.edit');
  const { data, error } = useExplainJobRowQuery({ id: job.id, row }, { refetchOnMountOrArgChange: true });
  const { fix, isLoading, error: fixError, forget } = useFixJob(job.id);
  const [edits, setEdits] = React.useState<Record<number, CellEdit>>({});
  const [keepAsRules, setKeepAsRules] = React.useState(false);
  const fixes = toFixes(row, Object.values(edits));
  const isFixable = mayEdit && canFix(job) && data !== undefined && isOpen(data);

  const close = (): void => {
    // What was refused here has nothing to say on the page.
    if (fixError !== undefined) forget();
    onClose();
  };
  const send = async (request: Parameters<typeof fix>[0]): Promise<void> => {
    if (await fix(request)) onClose();
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : close())}>
      <Modal.Content style={{ maxWidth: '96rem', width: 'calc(100vw - 6.4rem)' }}>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('row.title', { row: formatNumber(row) })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={6}>
            <ErrorNote error={error} />
            {data === undefined && error === undefined ? <Loader>{t('loading')}</Loader> : null}
            {data === undefined ? null : (
              <RowExplanation
                job={job}
                row={data}
                edits={isFixable ? edits : null}
                onEdit={(index, edit) => setEdits((all) => ({ ...all, [index]: edit }))}
                onDecided={onClose}
              />
            )}
            <ErrorNote error={fixError} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={close}>
            {t('close')}
          </Button>
          {isFixable ? (
            <RowFixActions
              job={job}
              fixes={fixes}
              keepAsRules={keepAsRules}
              loading={isLoading}
              onKeepAsRules={setKeepAsRules}
              onExclude={() => void send({ fixes: [{ kind: 'exclude', rows: [row] }] })}
              onSave={() => void send({ fixes, keepAsRules: keepAsRules && fixes.some(({ kind }) => kind === 'everywhere') })}
            />
          ) : null}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
