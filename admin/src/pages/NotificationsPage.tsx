import { Button, Flex, Switch, Td, Tr, Typography } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';
import type { WebhookDto } from '../../../server/src/contracts';

import { useChooseWebhookMutation, useGetNoticeChannelsQuery, useListWebhooksQuery, useSendTestMailMutation } from '../api/notices-api';
import { ErrorNote } from '../components/ErrorNote';
import { NamedColumns } from '../components/NamedColumns';
import { Note } from '../components/Note';
import { Panel } from '../components/Panel';
import { SectionLayout } from '../components/SectionLayout';
import { useTranslate } from '../hooks/use-translate';
import { toPermission } from '../utils/rights';

const COLUMNS = ['name', 'url', 'told'] as const;

const EmailPanel = () => {
  const t = useTranslate();
  const { data, error } = useGetNoticeChannelsQuery();
  const [send, sending] = useSendTestMailMutation();

  return (
    <Panel
      title={t('notifications.email')}
      action={
        <Button variant="secondary" loading={sending.isLoading} disabled={data === undefined || data.email.status === 'no-address'} onClick={() => void send()}>
          {t('notifications.test')}
        </Button>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <ErrorNote error={error ?? sending.error} onClose={sending.error === undefined ? undefined : sending.reset} />
        {sending.isSuccess ? <Note kind="info">{t('notifications.sent', { address: data?.email.address ?? '' })}</Note> : null}
        <Typography tag="p">{t('notifications.email.text')}</Typography>
        {data?.email.status === 'no-provider' ? <Note kind="warning">{t('notify.no-provider')}</Note> : null}
      </Flex>
    </Panel>
  );
};

const WebhookRow = ({ webhook }: { webhook: WebhookDto }) => {
  const t = useTranslate();
  const [choose, choosing] = useChooseWebhookMutation();

  return (
    <Tr>
      <Td>
        <Typography fontWeight="semiBold">{webhook.name}</Typography>
        {webhook.enabled ? null : (
          <Typography tag="p" variant="pi" textColor="neutral600">
            {t('notifications.disabled')}
          </Typography>
        )}
      </Td>
      <Td>
        <Typography ellipsis tag="p" maxWidth="32rem" title={webhook.url}>
          {webhook.url}
        </Typography>
      </Td>
      <Td>
        <Switch
          aria-label={t('notifications.tell', { name: webhook.name })}
          onLabel={t('yes')}
          offLabel={t('no')}
          visibleLabels
          checked={webhook.jobFinished}
          disabled={choosing.isLoading}
          onCheckedChange={(jobFinished: boolean) => void choose({ id: webhook.id, jobFinished })}
        />
      </Td>
    </Tr>
  );
};

const WebhooksPanel = () => {
  const t = useTranslate();
  const { data, error } = useListWebhooksQuery(undefined, { refetchOnMountOrArgChange: true });

  return (
    <Panel title={t('notifications.webhooks')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <ErrorNote error={error} />
        <Typography tag="p">{t('notifications.webhooks.text')}</Typography>
        {data !== undefined && data.length === 0 ? <Note kind="info">{t('notifications.webhooks.none')}</Note> : null}
        {data === undefined || data.length === 0 ? null : (
          <NamedColumns name={t('notifications.webhooks')} columns={COLUMNS.map((column) => t(`notifications.column.${column}`))} rowCount={data.length}>
            {data.map((webhook) => (
              <WebhookRow key={webhook.id} webhook={webhook} />
            ))}
          </NamedColumns>
        )}
      </Flex>
    </Panel>
  );
};

const NotificationsPage = () => {
  const t = useTranslate();

  return (
    <Page.Protect permissions={[toPermission('notification.edit')]}>
      <SectionLayout title={t('notifications.title')} subtitle={t('notifications.subtitle')}>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <EmailPanel />
          <WebhooksPanel />
        </Flex>
      </SectionLayout>
    </Page.Protect>
  );
};

export default NotificationsPage;
