import * as React from 'react';
import { Box, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { IMPORT_RIGHTS, type Right } from '../utils/rights';
import { Note } from './Note';

/** The wizard needs several rights together; whoever lacks one learns which, by name, before anything is uploaded. */
export const ImportersOnly = ({ children }: { children: React.ReactNode }) => {
  const t = useTranslate();
  const has = useRights();
  const missing = IMPORT_RIGHTS.filter((right) => !has(right));
  if (missing.length === 0) {
    return <>{children}</>;
  }

  return (
    <Page.Main>
      <Page.Title>{t('wizard.title')}</Page.Title>
      <Layouts.Header title={t('wizard.title')} />
      <Layouts.Content>
        <Note kind="danger" title={t('prerequisites.cannot')}>
          {t('prerequisites.cannotText')}
          <RightsList rights={missing} />
        </Note>
      </Layouts.Content>
    </Page.Main>
  );
};

/** Rights by the names that the role editor shows. */
export const RightsList = ({ rights }: { rights: readonly Right[] }) => {
  const t = useTranslate();

  return (
    <Box tag="ul" paddingLeft={4} paddingTop={2} style={{ listStyle: 'disc' }}>
      {rights.map((right) => (
        <li key={right}>
          <Typography>{t(`right.${right as (typeof IMPORT_RIGHTS)[number]}`)}</Typography>
        </li>
      ))}
    </Box>
  );
};
