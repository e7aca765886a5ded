import { Flex } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';

import { Prerequisites } from '../components/Prerequisites';
import { ReadyRoles } from '../components/ReadyRoles';
import { SectionLayout } from '../components/SectionLayout';
import { useHostRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { toHostPermission } from '../utils/rights';

const AccessPage = () => {
  const t = useTranslate();
  const has = useHostRights();

  return (
    <Page.Protect permissions={[toHostPermission('admin::roles.read'), toHostPermission('admin::users.read')]}>
      <SectionLayout title={t('access.title')} subtitle={t('access.subtitle')}>
        <Flex direction="column" alignItems="stretch" gap={6}>
          {has('admin::roles.read') ? <ReadyRoles mayMake={has('admin::roles.create', 'admin::roles.update')} /> : null}
          <Prerequisites maySeeOthers={has('admin::users.read')} />
        </Flex>
      </SectionLayout>
    </Page.Protect>
  );
};

export default AccessPage;
