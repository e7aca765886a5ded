import { LinkButton } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import { NavLink } from 'react-router-dom';
import type { Target } from '../../../server/src/contracts';

import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { IMPORT_RIGHTS } from '../utils/rights';
import { DownloadButton } from './DownloadButton';

/** Import into a list and export from it, for those who may. */
export const TransferButtons = ({ target }: { target: Target }) => {
  const t = useTranslate();
  const has = useRights();

  return (
    <>
      {has(...IMPORT_RIGHTS) ? (
        <LinkButton tag={NavLink} to={ADDRESS.fileStep(null, null, target)} variant="tertiary" startIcon={<Upload />}>
          {t('list.import')}
        </LinkButton>
      ) : null}
      {has('export.add', 'contact.view') ? (
        <DownloadButton path={`/targets/${target}/export.csv`} fileName={`${target}.csv`}>
          {t('list.export')}
        </DownloadButton>
      ) : null}
    </>
  );
};
