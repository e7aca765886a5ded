import * as React from 'react';
import { Page } from '@strapi/strapi/admin';
import { Navigate, useNavigate, useSearchParams } from 'react-router-dom';
import type { ImportFileDto, SuggestedMapping } from '../../../server/src/contracts';

import { useGetFileQuery } from '../api/files-api';
import {
  useCreateImportSettingMutation,
  useGetImportSettingQuery,
  useListImportSettingsQuery,
  useUpdateImportSettingMutation,
  type ImportSettingDto,
} from '../api/import-settings-api';
import { useSuggestMappingQuery } from '../api/targets-api';
import { ImportersOnly } from '../components/ImportersOnly';
import { Note } from '../components/Note';
import { ProfileForm } from '../components/ProfileForm';
import { SettingField } from '../components/SettingField';
import { WizardBack, WizardNext } from '../components/WizardButtons';
import { WizardLayout } from '../components/WizardLayout';
import { useActiveSources } from '../hooks/use-active-sources';
import { useMayWriteSetting } from '../hooks/use-may-write-setting';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { findProblems, freeName, isSameDraft, newDraft, toDraft, withDraft } from '../utils/setting-draft';

const withoutExtension = (name: string): string => name.replace(/\.[a-z0-9]{1,5}$/i, '');

const FIRST_HUNDRED = { page: 1, pageSize: 100 };

const NO_SUGGESTIONS: readonly SuggestedMapping[] = [];

interface ProfileStepProps {
  file: ImportFileDto;
  setting: ImportSettingDto | null;
  /** The only active source, which a new setting proposes. */
  onlySource: string | null;
  suggested: readonly SuggestedMapping[];
  /** Names of the person's own settings, each of which can be used once. */
  takenNames: readonly string[];
}

const ProfileStep = ({ file, setting, onlySource, suggested, takenNames }: ProfileStepProps) => {
  const t = useTranslate();
  const navigate = useNavigate();
  const [create, creating] = useCreateImportSettingMutation();
  const [update, updating] = useUpdateImportSettingMutation();
  // Once: saving adds its own name to those that are taken, and must not rename what stands in the field.
  const [proposedName] = React.useState(() => freeName(withoutExtension(file.name), takenNames));
  const initial = React.useMemo(
    () =>
      setting === null
        ? newDraft(proposedName, onlySource, suggested.map(({ field }) => field))
        : toDraft(setting),
    [setting, proposedName, onlySource, suggested],
  );
  const [draft, setDraft] = React.useState(initial);
  const [checked, setChecked] = React.useState(false);
  React.useEffect(() => setDraft(initial), [initial]);
  const problems = findProblems(draft);
  const mayWrite = useMayWriteSetting(setting);

  const save = async (): Promise<string | null> => {
    if (setting !== null && (!mayWrite || isSameDraft(draft, initial))) {
      return setting.id;
    }
    const input = withDraft(setting, draft);
    const result = await (setting === null ? create(input) : update({ id: setting.id, setting: input }));
    return 'data' in result && result.data !== undefined ? result.data.id : null;
  };

  const next = async (): Promise<void> => {
    setChecked(true);
    const id = problems.length > 0 ? null : await save();
    if (id !== null) {
      navigate(ADDRESS.fieldsStep(file.id, id));
    }
  };

  return (
    <WizardLayout
      step="profile"
      intro={t('wizard.profile.intro')}
      error={creating.error ?? updating.error}
      back={<WizardBack to={ADDRESS.fileStep(file.id)} />}
      next={
        <WizardNext
          label={t('profile.next')}
          disabled={setting === null && !mayWrite}
          loading={creating.isLoading || updating.isLoading}
          onClick={() => void next()}
        />
      }
    >
      <SettingField
        value={setting?.id ?? null}
        current={setting}
        onChange={(id) => navigate(ADDRESS.profileStep(file.id, id), { replace: true })}
      />
      {setting !== null && !mayWrite ? <Note kind="info">{t('profile.readOnly')}</Note> : null}
      <ProfileForm
        draft={draft}
        columns={file.columns}
        problems={checked ? problems : []}
        targetFixed={setting !== null}
        disabled={!mayWrite}
        onChange={setDraft}
      />
      {checked && problems.length > 0 ? <Note kind="danger">{t('profile.incomplete')}</Note> : null}
    </WizardLayout>
  );
};

const ProfileStepPage = () => {
  const [params] = useSearchParams();
  const fileId = params.get('file') ?? '';
  const settingId = params.get('setting') ?? '';
  const file = useGetFileQuery(fileId, { skip: fileId === '' });
  const setting = useGetImportSettingQuery(settingId, { skip: settingId === '' });
  const suggested = useSuggestMappingQuery({ target: 'contacts', file: fileId }, { skip: fileId === '' });
  const sources = useActiveSources();
  const settings = useListImportSettingsQuery(FIRST_HUNDRED);

  if (fileId === '' || file.isError) {
    return <Navigate to={ADDRESS.fileStep()} replace />;
  }
  if (setting.isError) {
    return <Navigate to={ADDRESS.profileStep(fileId)} replace />;
  }
  // Without suggestions or the list of settings the form still works.
  if (file.data === undefined || sources === undefined || suggested.isLoading || settings.isLoading || (settingId !== '' && setting.currentData === undefined)) {
    return <Page.Loading />;
  }
  const onlySource = sources.length === 1 ? (sources[0]?.name ?? null) : null;
  return (
    <ImportersOnly>
      <ProfileStep
        key={settingId}
        file={file.data}
        setting={settingId === '' ? null : (setting.currentData ?? null)}
        onlySource={onlySource}
        suggested={suggested.data ?? NO_SUGGESTIONS}
        takenNames={(settings.data?.results ?? []).flatMap((saved) => (saved.own ? [saved.name] : []))}
      />
    </ImportersOnly>
  );
};

export default ProfileStepPage;
