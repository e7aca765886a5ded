import { Flex } from '@strapi/design-system';
import { isOwnTarget } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { hasOwnPolicies, withSource, withTarget, type DraftProblem, type SettingDraft } from '../utils/setting-draft';
import { AdvancedFields } from './AdvancedFields';
import { CountryField } from './CountryField';
import { Disclosure } from './Disclosure';
import { MatchByList } from './MatchByList';
import { MergeModeField } from './MergeModeField';
import { OrganizationFields } from './OrganizationFields';
import { Panel } from './Panel';
import { SourceField } from './SourceField';
import { TargetField } from './TargetField';

interface ProfileFormProps {
  draft: SettingDraft;
  /** Columns that look like IDs of another system. */
  idColumns: readonly string[];
  /** Headers of the file. */
  columns: readonly string[];
  problems: readonly DraftProblem[];
  /** A saved setting's target cannot change: its fields belong to it. */
  targetFixed: boolean;
  onChange: (draft: SettingDraft) => void;
}

export const ProfileForm = ({ draft, idColumns, columns, problems, targetFixed, onChange }: ProfileFormProps) => {
  const t = useTranslate();
  const set = (change: Partial<SettingDraft>): void => onChange({ ...draft, ...change });

  return (
    <>
      <Panel title={t('profile.what')}>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <TargetField value={draft.target} disabled={targetFixed} onChange={(target) => onChange(withTarget(draft, target))} />
          {isOwnTarget(draft.target) ? (
            <SourceField
              value={draft.externalSource}
              disabled={false}
              error={problems.includes('externalSource') ? t('profile.source.needed') : undefined}
              hint={draft.externalSource === null && idColumns.length > 0 ? t('profile.source.idColumns', { columns: idColumns.join(', '), count: idColumns.length }) : undefined}
              onChange={(externalSource) => set(withSource(draft, externalSource))}
            />
          ) : null}
        </Flex>
      </Panel>
      <Panel title={t('profile.matching')} hint={t('profile.matching.hint')}>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <MatchByList
            target={draft.target}
            value={draft.matchBy}
            disabled={false}
            error={problems.includes('matchBy') ? t('match.needed') : undefined}
            onChange={(matchBy) => set({ matchBy })}
          />
          <MergeModeField target={draft.target} value={draft.mergeMode} disabled={false} onChange={(mergeMode) => set({ mergeMode })} />
        </Flex>
      </Panel>
      {draft.target === 'contacts' ? (
        <Panel title={t('organizations.title')} hint={t('organizations.hint')}>
          <OrganizationFields value={draft.organizations} disabled={false} onChange={(organizations) => set({ organizations })} />
        </Panel>
      ) : null}
      <Panel title={t('profile.phones')}>
        <CountryField value={draft.defaultCountry} disabled={false} onChange={(defaultCountry) => set({ defaultCountry })} />
      </Panel>
      <Panel>
        <Disclosure
          isHeading
          label={t('advanced.title')}
          hint={t('advanced.hint')}
          initiallyOpen={hasOwnPolicies(draft)}
          isOpen={problems.includes('onError') ? true : undefined}
        >
          <AdvancedFields value={draft} columns={columns} problems={problems} disabled={false} onChange={set} />
        </Disclosure>
      </Panel>
    </>
  );
};
