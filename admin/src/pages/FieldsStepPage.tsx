import * as React from 'react';
import { Flex } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';
import { Navigate, useNavigate, useSearchParams } from 'react-router-dom';
import type { FieldDescriptor, FilePreviewDto, ImportFileDto } from '../../../server/src/contracts';

import { useGetFileQuery, usePreviewFileQuery } from '../api/files-api';
import { useGetImportSettingQuery, useUpdateImportSettingMutation, type ImportSettingDto } from '../api/import-settings-api';
import { useCreateJobMutation } from '../api/jobs-api';
import { useGetTargetFieldsQuery, useSuggestMappingQuery } from '../api/targets-api';
import { ImportersOnly } from '../components/ImportersOnly';
import { MappingForm } from '../components/MappingForm';
import { NotifyField } from '../components/NotifyField';
import { WizardBack, WizardNext } from '../components/WizardButtons';
import { WizardLayout } from '../components/WizardLayout';
import { useMayWriteSetting } from '../hooks/use-may-write-setting';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { findDoubles, toColumnMappings, toFieldMappings, type ColumnMapping } from '../utils/mapping';

/** As many rows as seed 000 previews. */
const PREVIEW_ROWS = 10;

interface FieldsStepProps {
  file: ImportFileDto;
  setting: ImportSettingDto;
  fields: FieldDescriptor[];
  preview: FilePreviewDto;
  initial: ColumnMapping[];
}

const FieldsStep = ({ file, setting, fields, preview, initial }: FieldsStepProps) => {
  const t = useTranslate();
  const mayWrite = useMayWriteSetting(setting, 'import-csv-settings.edit');
  const navigate = useNavigate();
  const [update, updating] = useUpdateImportSettingMutation();
  const [createJob, creating] = useCreateJobMutation();
  const [columns, setColumns] = React.useState(initial);
  const [email, setEmail] = React.useState(setting.setting.notify?.email ?? false);
  const change = React.useCallback(
    (changed: ColumnMapping) =>
      setColumns((all) => all.map((column) => (column.columnIndex === changed.columnIndex ? changed : column))),
    [],
  );
  const isUsable = columns.some((column) => column.include && column.field !== null) && findDoubles(columns).size === 0;

  const start = async (): Promise<void> => {
    const input = { ...setting.setting, version: setting.version, fields: toFieldMappings(columns, setting.setting.fields ?? []) };
    const saved = mayWrite ? await update({ id: setting.id, setting: input }) : null;
    if (saved !== null && 'error' in saved) {
      return;
    }
    // Who may not change the setting uses what stands on the screen once.
    const job = await createJob({ file: file.id, setting: mayWrite ? setting.id : input, name: setting.name, start: 'wait', notify: { email } });
    if ('data' in job && job.data !== undefined) {
      navigate(ADDRESS.validationStep(job.data.id));
    }
  };

  return (
    <WizardLayout
      step="fields"
      intro={t('wizard.fields.intro')}
      error={updating.error ?? creating.error}
      back={<WizardBack to={ADDRESS.profileStep(file.id, setting.id)} />}
      next={
        <WizardNext label={t('fields.next')} disabled={!isUsable} loading={updating.isLoading || creating.isLoading} onClick={() => void start()} />
      }
    >
      <Flex direction="column" alignItems="stretch" gap={6}>
        <MappingForm columns={columns} fields={fields} preview={preview} onChange={change} />
        <NotifyField checked={email} onChange={setEmail} />
      </Flex>
    </WizardLayout>
  );
};

const FieldsStepPage = () => {
  const t = useTranslate();
  const [params] = useSearchParams();
  const fileId = params.get('file') ?? '';
  const settingId = params.get('setting') ?? '';
  const file = useGetFileQuery(fileId, { skip: fileId === '' });
  const setting = useGetImportSettingQuery(settingId, { skip: settingId === '' });
  const target = setting.data?.target;
  const fields = useGetTargetFieldsQuery(target ?? 'contacts', { skip: target === undefined });
  const suggested = useSuggestMappingQuery({ target: target ?? 'contacts', file: fileId }, { skip: target === undefined });
  const preview = usePreviewFileQuery({ id: fileId, row: 1, limit: PREVIEW_ROWS }, { skip: fileId === '' });

  const error = file.error ?? setting.error ?? fields.error ?? suggested.error ?? preview.error;
  if (fileId === '' || settingId === '') {
    return <Navigate to={ADDRESS.fileStep(fileId)} replace />;
  }
  if (error !== undefined) {
    return (
      <WizardLayout step="fields" intro={t('wizard.fields.intro')} error={error}>
        {null}
      </WizardLayout>
    );
  }
  if (!file.data || !setting.data || !fields.data || !suggested.data || !preview.data) {
    return <Page.Loading />;
  }
  return (
    <ImportersOnly>
      <FieldsStep
        file={file.data}
        setting={setting.data}
        fields={fields.data}
        preview={preview.data}
        initial={toColumnMappings(suggested.data, setting.data.setting.fields ?? [])}
      />
    </ImportersOnly>
  );
};

export default FieldsStepPage;
