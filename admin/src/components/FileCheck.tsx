import * as React from 'react';
import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { ImportFileDto } from '../../../server/src/contracts';

import { useParseFileMutation, usePreviewFileQuery } from '../api/files-api';
import { useIssueText } from '../hooks/use-issue-text';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { formatBytes } from '../utils/format-bytes';
import { DialectFields } from './DialectFields';
import { ErrorNote } from './ErrorNote';
import { FileParts } from './FileParts';
import { ImportedBeforeNote } from './ImportedBeforeNote';
import { Note } from './Note';
import { Panel } from './Panel';
import { ReportFileNote } from './ReportFileNote';
import { SampleTable } from './SampleTable';

const SAMPLE_ROWS = 5;
/** The encoding's own field says so. */
const SHOWN_AT_FIELD = 'file.encoding-guessed';

interface FileCheckProps {
  file: ImportFileDto;
  action: React.ReactNode;
  /** The file read in another way may be another file. */
  onParsed: (id: string) => void;
}

/** What the server found in a file, shown on its first rows, where a wrong guess is seen at once and mended. */
export const FileCheck = ({ file, action, onParsed }: FileCheckProps) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const issueText = useIssueText();
  const mayFix = useRights()('import-job.edit');
  const [parse, parsing] = useParseFileMutation();
  const preview = usePreviewFileQuery({ id: file.id, row: 1, limit: SAMPLE_ROWS });

  const reparse = async (choice: Parameters<typeof parse>[0]['choice']): Promise<void> => {
    const result = await parse({ id: file.id, choice });
    if ('data' in result && result.data !== undefined) {
      onParsed(result.data.id);
    }
  };

  return (
    <Panel
      title={file.name}
      hint={t('file.summary', {
        rows: file.rows,
        columns: file.columns.length,
        size: formatBytes(formatNumber, file.bytes),
        files: file.parts.length,
      })}
      action={action}
    >
      <Flex direction="column" alignItems="stretch" gap={5}>
        <DialectFields
          dialect={file.dialect}
          encodingGuessed={file.encodingGuessed}
          disabled={parsing.isLoading}
          onChange={(choice) => void reparse(choice)}
        />
        <FileParts parts={file.parts} />
        <ImportedBeforeNote file={file} />
        {file.reportOf === null || !mayFix ? null : <ReportFileNote file={file.id} job={file.reportOf} />}
        <ErrorNote error={parsing.error ?? preview.error} onClose={parsing.reset} />
        {file.issues.filter(({ code }) => code !== SHOWN_AT_FIELD).map((issue, index) => (
          <Note key={index} kind={issue.severity === 'error' ? 'danger' : issue.severity}>
            {issue.file === null || file.parts.length < 2 ? '' : `${issue.file}: `}
            {issueText(issue)}
          </Note>
        ))}
        {preview.data === undefined ? null : (
          <div>
            <Typography variant="sigma" textColor="neutral600" tag="h3">
              {t('file.sample', { count: preview.data.rows.length })}
            </Typography>
            <SampleTable columns={preview.data.columns} rows={preview.data.rows} label={t('file.sample', { count: preview.data.rows.length })} />
          </div>
        )}
      </Flex>
    </Panel>
  );
};
