import * as React from 'react';
import { Page } from '@strapi/strapi/admin';

import { useRights } from '../hooks/use-rights';
import { IMPORT_RIGHTS } from '../utils/rights';

/** The wizard needs several rights together; Page.Protect lets in who holds any one of them. */
export const ImportersOnly = ({ children }: { children: React.ReactNode }) => {
  const mayImport = useRights()(...IMPORT_RIGHTS);
  return mayImport ? <>{children}</> : <Page.NoPermissions />;
};
