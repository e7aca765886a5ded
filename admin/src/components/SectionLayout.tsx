import * as React from 'react';
import { Layouts, Page, SubNav } from '@strapi/strapi/admin';

import { useTranslate } from '../hooks/use-translate';
import { useHostRights, useRights } from '../hooks/use-rights';
import { ADDRESS } from '../utils/addresses';
import { UnreadNotices } from './UnreadNotices';

interface SectionLayoutProps {
  title: string;
  subtitle: string;
  primaryAction?: React.ReactNode;
  children: React.ReactNode;
}

/** A list page of the plugin, with the plugin's own navigation beside it. */
export const SectionLayout = ({ title, subtitle, primaryAction, children }: SectionLayoutProps) => {
  const t = useTranslate();
  const has = useRights();
  const hostHas = useHostRights();
  const seesSettings = has('import-settings.view') || has('import-settings.view-all');

  return (
    <Layouts.Root
      sideNav={
        <SubNav.Main aria-label={t('plugin.name')}>
          <SubNav.Header label={t('plugin.name')} />
          <SubNav.Sections>
            {[
              <SubNav.Section key="import" label={t('nav.import')}>
                {[
                  <SubNav.Link key="imports" to={ADDRESS.imports} label={t('imports.title')} />,
                  <SubNav.Link key="held" to={ADDRESS.heldRows()} label={t('held.title')} />,
                  ...(seesSettings ? [<SubNav.Link key="settings" to={ADDRESS.importSettings} label={t('settings.title')} />] : []),
                  <SubNav.Link key="sources" to={ADDRESS.externalSources} label={t('sources.title')} />,
                  ...(has('notification.edit') ? [<SubNav.Link key="notifications" to={ADDRESS.notifications} label={t('notifications.title')} />] : []),
                  ...(hostHas('admin::roles.read') || hostHas('admin::users.read') ? [<SubNav.Link key="access" to={ADDRESS.access} label={t('access.title')} />] : []),
                  ...(has('audit.view') ? [<SubNav.Link key="audit" to={ADDRESS.audit()} label={t('audit.title')} />] : []),
                ]}
              </SubNav.Section>,
            ]}
          </SubNav.Sections>
        </SubNav.Main>
      }
    >
      <Page.Main>
        <Page.Title>{title}</Page.Title>
        <Layouts.Header title={title} subtitle={subtitle} primaryAction={primaryAction} />
        <Layouts.Content>
          <UnreadNotices />
          {children}
        </Layouts.Content>
      </Page.Main>
    </Layouts.Root>
  );
};
