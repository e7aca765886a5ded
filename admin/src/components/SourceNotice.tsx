import * as React from 'react';
import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

import { useActiveSources } from '../hooks/use-active-sources';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { Note } from './Note';
import { SourceDialog } from './SourceDialog';

/** External IDs belong to a source: said before the upload, and with the names of the columns once they are known. Silent when there is one. */
export const SourceNotice = ({ idColumns }: { idColumns: readonly string[] }) => {
  const t = useTranslate();
  const mayAdd = useRights()('external-source.add');
  const sources = useActiveSources();
  const needed = idColumns.length > 0;
  const [open, setOpen] = React.useState(false);

  return sources === undefined || sources.length > 0 ? null : (
    <Note
      kind={needed ? 'warning' : 'info'}
      title={needed ? t('sources.neededTitle') : t('sources.noneTitle')}
      action={
        mayAdd ? (
          <Button variant="secondary" startIcon={<Plus />} onClick={() => setOpen(true)}>
            {t('sources.new')}
          </Button>
        ) : undefined
      }
    >
      {needed ? t('sources.neededText', { columns: idColumns.join(', '), count: idColumns.length }) : null} {mayAdd ? t(needed ? 'sources.neededAdd' : 'sources.noneText') : t(needed ? 'sources.neededAsk' : 'sources.noneAsk')}
      {open ? <SourceDialog source={null} onClose={() => setOpen(false)} /> : null}
    </Note>
  );
};
