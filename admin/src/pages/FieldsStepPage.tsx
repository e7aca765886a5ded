import * as React from 'react';
import { Flex } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';
import { Navigate, useNavigate, useSearchParams } from 'react-router-dom';
import type { FieldDescriptor, ImportFileDto, ImportSettingInput } from '../../../server/src/contracts';

import { useGetFileQuery } from '../api/files-api';
import { useGetImportSettingQuery, useUpdateImportSettingMutation, type ImportSettingDto } from '../api/import-settings-api';
import { useCreateJobMutation } from '../api/jobs-api';
import { useGetTargetFieldsQuery, useSuggestMappingQuery } from '../api/targets-api';
import { ImportersOnly } from '../components/ImportersOnly';
import { MappingForm } from '../components/MappingForm';
import { Note } from '../components/Note';
import { NotifyField } from '../components/NotifyField';
import { WizardBack, WizardNext } from '../components/WizardButtons';
import { WizardLayout } from '../components/WizardLayout';
import { readKept, useKeptState, writeKept } from '../hooks/use-kept-state';
import { useMayWriteSetting } from '../hooks/use-may-write-setting';
import { useTranslate } from '../hooks/use-translate';
import { useRememberStep, useUnfinishedImport } from '../hooks/use-unfinished-import';
import { ADDRESS } from '../utils/addresses';
import { findDoubles, findIdColumns, findSourceless, leaveOutIds, toColumnMappings, toFieldMappings, type ColumnMapping } from '../utils/mapping';
import { onceKey, type OnceSetting } from '../utils/setting-use';

/** What the columns are mapped for: a saved setting, or one that is used once (`saved` null). */
interface Chosen {
  saved: ImportSettingDto | null;
  base: string | null;
  name: string;
  setting: ImportSettingInput;
}

interface FieldsStepProps {
  file: ImportFileDto;
  chosen: Chosen;
  fields: FieldDescriptor[];
  initial: ColumnMapping[];
}

const FieldsStep = ({ file, chosen, fields, initial }: FieldsStepProps) => {
  const t = useTranslate();
  const { setting } = chosen;
  // As it was when the form was filled with it, until it is saved here.
  const [saved, setSaved] = React.useState(chosen.saved);
  const mayEdit = useMayWriteSetting(saved, 'import-csv-settings.edit');
  const mayWrite = saved !== null && mayEdit;
  const navigate = useNavigate();
  const [update, updating] = useUpdateImportSettingMutation();
  const [createJob, creating] = useCreateJobMutation();
  const key = `fields.${file.id}.${saved === null ? `once.${chosen.base ?? ''}` : `${saved.id}.${saved.version}`}`;
  const [columns, setColumns] = useKeptState(key, initial);
  const [email, setEmail] = React.useState(setting.notify?.email ?? false);
  const { keep } = useUnfinishedImport();
  useRememberStep('fields', saved === null ? ADDRESS.fieldsStepOnce(file.id, chosen.base) : ADDRESS.fieldsStep(file.id, saved.id), file.name);
  const change = React.useCallback(
    (changed: ColumnMapping) =>
      setColumns((all) => all.map((column) => (column.columnIndex === changed.columnIndex ? changed : column))),
    [setColumns],
  );
  const sourceless = findSourceless(columns, setting.externalSource);
  const leftOut = findIdColumns(columns.filter(({ include }) => !include));
  const isUsable = columns.some((column) => column.include && column.field !== null) && findDoubles(columns).size === 0 && sourceless.length === 0;

  const start = async (): Promise<void> => {
    const input = { ...setting, ...(saved === null ? {} : { version: saved.version }), fields: toFieldMappings(columns, setting.fields ?? []) };
    const written = mayWrite ? await update({ id: saved.id, setting: input }) : null;
    if (written !== null && 'error' in written) {
      return;
    }
    // The job may be refused after that; the next press then saves on what this one has saved.
    if (written?.data !== undefined) setSaved(written.data);
    // Who may not change the setting uses what stands on the screen once.
    const job = await createJob({ file: file.id, setting: mayWrite ? saved.id : input, name: chosen.name, start: 'wait', notify: { email } });
    if ('data' in job && job.data !== undefined) {
      if (mayWrite) writeKept(key, null);
      keep(null);
      navigate(ADDRESS.validationStep(job.data.id));
    }
  };

  return (
    <WizardLayout
      step="fields"
      intro={t('wizard.fields.intro')}
      error={updating.error ?? creating.error}
      back={<WizardBack to={ADDRESS.profileStep(file.id, chosen.base)} />}
      next={
        <WizardNext
          label={t(mayWrite ? 'fields.next' : 'fields.nextOnce')}
          disabled={!isUsable}
          loading={updating.isLoading || creating.isLoading}
          onClick={() => void start()}
        />
      }
    >
      <Flex direction="column" alignItems="stretch" gap={6}>
        {mayWrite ? null : <Note kind="info">{t('fields.once')}</Note>}
        {sourceless.length > 0 ? (
          <Note kind="danger">{t('fields.sourceless', { columns: sourceless.map(({ column }) => column).join(', '), count: sourceless.length })}</Note>
        ) : leftOut.length > 0 && !setting.externalSource ? (
          <Note kind="warning">{t('fields.idsLeftOut', { columns: leftOut.join(', '), count: leftOut.length })}</Note>
        ) : null}
        <MappingForm file={file} columns={columns} fields={fields} onChange={change} />
        <NotifyField checked={email} onChange={setEmail} />
      </Flex>
    </WizardLayout>
  );
};

/** What the address names: a saved setting, or the one that this tab keeps for the file. */
const useChosen = (fileId: string): { chosen: Chosen | undefined; isLost: boolean; error: unknown } => {
  const [params] = useSearchParams();
  const settingId = params.get('setting') ?? '';
  const isOnce = params.get('once') !== null;
  const once = React.useMemo(() => (isOnce ? readKept<OnceSetting>(onceKey(fileId)) : null), [isOnce, fileId]);
  const { data, error } = useGetImportSettingQuery(settingId, { skip: settingId === '' || isOnce });
  if (once !== null) {
    return { chosen: { saved: null, base: once.base, name: once.setting.name ?? '', setting: once.setting }, isLost: false, error: undefined };
  }
  return {
    chosen: data === undefined ? undefined : { saved: data, base: data.id, name: data.name, setting: data.setting },
    // Another tab, or nothing chosen at all: the step before knows what to do.
    isLost: isOnce || settingId === '',
    error,
  };
};

const FieldsStepPage = () => {
  const t = useTranslate();
  const [params] = useSearchParams();
  const fileId = params.get('file') ?? '';
  const { chosen, isLost, error: settingError } = useChosen(fileId);
  const file = useGetFileQuery(fileId, { skip: fileId === '' });
  const target = chosen?.setting.target;
  const fields = useGetTargetFieldsQuery(target ?? 'contacts', { skip: target === undefined });
  const suggested = useSuggestMappingQuery({ target: target ?? 'contacts', file: fileId }, { skip: target === undefined });

  const error = file.error ?? settingError ?? fields.error ?? suggested.error;
  if (fileId === '') {
    return <Navigate to={ADDRESS.fileStep()} replace />;
  }
  if (isLost) {
    return <Navigate to={ADDRESS.profileStep(fileId, params.get('setting'))} replace />;
  }
  if (error !== undefined) {
    return (
      <WizardLayout step="fields" intro={t('wizard.fields.intro')} error={error} back={<WizardBack to={ADDRESS.fileStep(fileId)} />}>
        {null}
      </WizardLayout>
    );
  }
  if (!file.data || !chosen || !fields.data || !suggested.data) {
    return <Page.Loading />;
  }
  return (
    <ImportersOnly>
      <FieldsStep
        key={`${chosen.base ?? ''} ${chosen.saved === null ? 'once' : 'saved'}`}
        file={file.data}
        chosen={chosen}
        fields={fields.data}
        initial={leaveOutIds(toColumnMappings(suggested.data, chosen.setting.fields ?? []), chosen.setting.externalSource)}
      />
    </ImportersOnly>
  );
};

export default FieldsStepPage;
