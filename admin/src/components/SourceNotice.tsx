import * as React from 'react';
import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

import { useActiveSources } from '../hooks/use-active-sources';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { Note } from './Note';
import { SourceDialog } from './SourceDialog';

/** External IDs belong to a source, so a file with IDs needs one before it is uploaded. Silent when there is one. */
export const SourceNotice = () => {
  const t = useTranslate();
  const mayAdd = useRights()('external-source.add');
  const sources = useActiveSources();
  const [open, setOpen] = React.useState(false);

  return sources === undefined || sources.length > 0 ? null : (
    <Note
      kind="info"
      title={t('sources.noneTitle')}
      action={
        mayAdd ? (
          <Button variant="secondary" startIcon={<Plus />} onClick={() => setOpen(true)}>
            {t('sources.new')}
          </Button>
        ) : undefined
      }
    >
      {mayAdd ? t('sources.noneText') : t('sources.noneAsk')}
      {open ? <SourceDialog source={null} onClose={() => setOpen(false)} /> : null}
    </Note>
  );
};
