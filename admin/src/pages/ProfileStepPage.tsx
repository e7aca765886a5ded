import * as React from 'react';
import { Page } from '@strapi/strapi/admin';
import { Navigate, useNavigate, useSearchParams } from 'react-router-dom';
import { TARGETS, type ImportFileDto, type SuggestedMapping, type Target } from '../../../server/src/contracts';

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
import { SettingUseField } from '../components/SettingUseField';
import { WizardBack, WizardNext } from '../components/WizardButtons';
import { WizardLayout } from '../components/WizardLayout';
import { useActiveSources } from '../hooks/use-active-sources';
import { useKeptState, writeKept } from '../hooks/use-kept-state';
import { useMayWriteSetting } from '../hooks/use-may-write-setting';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { useRememberStep } from '../hooks/use-unfinished-import';
import { ADDRESS } from '../utils/addresses';
import { findIdColumns } from '../utils/mapping';
import { findProblems, freeName, isSameDraft, newDraft, toDraft, withDraft } from '../utils/setting-draft';
import { allowedUses, onceKey, withoutIdentity, type OnceSetting, type SettingUse } from '../utils/setting-use';

const withoutExtension = (name: string): string => name.replace(/\.[a-z0-9]{1,5}$/i, '');

const FIRST_HUNDRED = { page: 1, pageSize: 100 };

const NO_SUGGESTIONS: readonly SuggestedMapping[] = [];

interface ProfileStepProps {
  file: ImportFileDto;
  setting: ImportSettingDto | null;
  /** Of a new setting. */
  target: Target;
  /** The only active source, which a new setting proposes. */
  onlySource: string | null;
  suggested: readonly SuggestedMapping[];
  /** Names of the person's own settings, each of which can be used once. */
  takenNames: readonly string[];
}

const ProfileStep = ({ file, setting: given, target, onlySource, suggested, takenNames }: ProfileStepProps) => {
  const t = useTranslate();
  const navigate = useNavigate();
  const has = useRights();
  // As it was when the form was filled with it: what somebody saves meanwhile is refused, not covered, and takes nothing from the form.
  const [setting] = React.useState(given);
  const [create, creating] = useCreateImportSettingMutation();
  const [update, updating] = useUpdateImportSettingMutation();
  // Once: a source that is added here, or a saved name, must not take back what a person has chosen since.
  const [initial] = React.useState(() =>
    setting === null ? newDraft(freeName(withoutExtension(file.name), takenNames), onlySource, suggested.map(({ field }) => field), target) : toDraft(setting),
  );
  const key = `profile.${file.id}.${setting === null ? 'new' : `${setting.id}.${setting.version}`}`;
  const [draft, setDraft] = useKeptState(key, initial);
  const options = allowedUses({ canSave: useMayWriteSetting(setting), canAdd: has('import-settings.add'), hasSetting: setting !== null });
  const [chosenUse, setUse] = useKeptState<SettingUse>(`use.${key}`, options[0] ?? 'once');
  const use = options.includes(chosenUse) ? chosenUse : 'once';
  const [checked, setChecked] = React.useState(false);
  const problems = findProblems(draft).filter((problem) => problem !== 'name' || use !== 'once');

  useRememberStep('profile', ADDRESS.profileStep(file.id, setting?.id, target), file.name);

  const choose = (chosen: SettingUse): void => {
    setUse(chosen);
    // A copy cannot have the name of what it was made from, and a change keeps it.
    if (setting !== null) setDraft({ ...draft, name: chosen === 'new' ? freeName(setting.name, takenNames) : setting.name });
  };
  const save = async (): Promise<string | null> => {
    if (use === 'save' && setting !== null) {
      if (isSameDraft(draft, initial)) return setting.id;
      const changed = await update({ id: setting.id, setting: withDraft(setting, draft) });
      return 'data' in changed && changed.data !== undefined ? changed.data.id : null;
    }
    const made = await create(withoutIdentity(withDraft(setting, draft)));
    return 'data' in made && made.data !== undefined ? made.data.id : null;
  };
  const next = async (): Promise<void> => {
    setChecked(true);
    if (problems.length > 0) return;
    if (use === 'once') {
      writeKept(onceKey(file.id), { base: setting?.id ?? null, setting: withoutIdentity(withDraft(setting, draft)) } satisfies OnceSetting);
      navigate(ADDRESS.fieldsStepOnce(file.id, setting?.id ?? null));
      return;
    }
    const id = await save();
    if (id === null) return;
    writeKept(key, null);
    // The way back leads to what was saved, not to a form that would save it a second time.
    navigate(ADDRESS.profileStep(file.id, id), { replace: true });
    navigate(ADDRESS.fieldsStep(file.id, id));
  };

  return (
    <WizardLayout
      step="profile"
      intro={t('wizard.profile.intro')}
      error={creating.error ?? updating.error}
      back={<WizardBack to={ADDRESS.fileStep(file.id, setting?.id, target)} />}
      next={
        <WizardNext
          label={t(use === 'once' ? 'wizard.next' : 'profile.next')}
          disabled={false}
          loading={creating.isLoading || updating.isLoading}
          onClick={() => void next()}
        />
      }
    >
      <SettingField
        value={setting?.id ?? null}
        current={setting}
        onChange={(id) => navigate(ADDRESS.profileStep(file.id, id, target), { replace: true })}
      />
      {setting !== null && !options.includes('save') ? <Note kind="info">{t('profile.readOnly')}</Note> : null}
      <ProfileForm draft={draft} idColumns={findIdColumns(suggested)} columns={file.columns} problems={checked ? problems : []} targetFixed={setting !== null} onChange={setDraft} />
      <SettingUseField
        value={use}
        options={options}
        settingName={setting?.name ?? null}
        name={draft.name}
        nameMissing={checked && problems.includes('name')}
        onChange={choose}
        onName={(name) => setDraft({ ...draft, name })}
      />
      {checked && problems.length > 0 ? <Note kind="danger">{t('profile.incomplete')}</Note> : null}
    </WizardLayout>
  );
};

const ProfileStepPage = () => {
  const [params] = useSearchParams();
  const fileId = params.get('file') ?? '';
  const settingId = params.get('setting') ?? '';
  const target = TARGETS.find((known) => known === params.get('target')) ?? 'contacts';
  const file = useGetFileQuery(fileId, { skip: fileId === '' });
  const setting = useGetImportSettingQuery(settingId, { skip: settingId === '' });
  const suggested = useSuggestMappingQuery({ target, file: fileId }, { skip: fileId === '' });
  const sources = useActiveSources();
  const settings = useListImportSettingsQuery(FIRST_HUNDRED);

  if (fileId === '' || file.isError) {
    // The file step says why it cannot be read.
    return <Navigate to={ADDRESS.fileStep(fileId, settingId)} replace />;
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
        target={target}
        onlySource={onlySource}
        suggested={suggested.data ?? NO_SUGGESTIONS}
        takenNames={(settings.data?.results ?? []).flatMap((saved) => (saved.own ? [saved.name] : []))}
      />
    </ImportersOnly>
  );
};

export default ProfileStepPage;
