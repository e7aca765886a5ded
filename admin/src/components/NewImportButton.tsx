import * as React from 'react';
import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { NavLink } from 'react-router-dom';

import { useListTargetsQuery } from '../api/targets-api';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { IMPORT_RIGHTS } from '../utils/rights';

/** The way into the wizard. Where the application does not let imports wait, it is closed while one runs, and says so. */
export const NewImportButton = ({ pollingInterval }: { pollingInterval: number }) => {
  const mayImport = useRights()(...IMPORT_RIGHTS);
  return mayImport ? <Offer pollingInterval={pollingInterval} /> : null;
};

const Offer = ({ pollingInterval }: { pollingInterval: number }) => {
  const t = useTranslate();
  const reasonId = React.useId();
  const { data } = useListTargetsQuery(undefined, { pollingInterval, refetchOnMountOrArgChange: true });
  const isBusy = data !== undefined && data.length > 0 && data.every(({ busy }) => busy);

  return isBusy ? (
    <Flex direction="column" alignItems="flex-end" gap={1}>
      <Button startIcon={<Plus />} size="M" disabled aria-describedby={reasonId}>
        {t('imports.new')}
      </Button>
      <Typography id={reasonId} variant="pi" textColor="neutral600" role="status">
        {t('imports.busy')}
      </Typography>
    </Flex>
  ) : (
    <LinkButton tag={NavLink} to={ADDRESS.fileStep()} startIcon={<Plus />} size="M">
      {t('imports.new')}
    </LinkButton>
  );
};
