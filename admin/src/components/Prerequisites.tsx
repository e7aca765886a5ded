import * as React from 'react';
import { Box, Combobox, ComboboxOption, Field, Flex, Td, Tr, Typography } from '@strapi/design-system';

import { useGetPrerequisitesQuery, useSearchAdminsQuery, type AdminUser } from '../api/access-api';
import { useAddressFilter } from '../hooks/use-address-filter';
import { useTranslate } from '../hooks/use-translate';
import { useTranslateMaybe } from '../hooks/use-translate-maybe';
import { ErrorNote } from './ErrorNote';
import { NamedColumns } from './NamedColumns';
import { Note } from './Note';
import { Panel } from './Panel';
import { ToneBadge } from './ToneBadge';

/** What an administrator lacks for a full import; oneself, until another is chosen. */
export const Prerequisites = ({ maySeeOthers }: { maySeeOthers: boolean }) => {
  const t = useTranslate();
  const maybe = useTranslateMaybe();
  const { get, set } = useAddressFilter();
  const { data, error } = useGetPrerequisitesQuery(get('user'), { refetchOnMountOrArgChange: true });
  const lines =
    data === undefined
      ? []
      : [
          { what: t('access.active'), isThere: data.isActive },
          { what: t('access.source'), isThere: data.activeSources > 0 },
          ...data.rights.map(({ uid, isHeld }) => ({ what: maybe(`right.${uid}`, uid), isThere: isHeld })),
        ];
  const missing = lines.filter(({ isThere }) => !isThere).length;

  return (
    <Panel title={t('access.check')} hint={t('access.check.hint')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {maySeeOthers ? <AdminSelect value={data?.user.id} name={data?.user.name} onChange={(id) => set('user', id)} /> : null}
        <ErrorNote error={error} />
        {data === undefined ? null : (
          <div role="status">
            <Note kind={missing === 0 ? 'info' : 'warning'}>
              {missing === 0 ? t('access.ready', { name: data.user.name }) : t('access.lacks', { name: data.user.name, count: missing })}
            </Note>
          </div>
        )}
        {data === undefined ? null : (
          <NamedColumns name={t('access.check')} columns={[t('access.column.what'), t('access.column.state')]} rowCount={lines.length}>
            {lines.map(({ what, isThere }) => (
              <Tr key={what}>
                <Td>
                  <Typography>{what}</Typography>
                </Td>
                <Td>
                  <ToneBadge tone={isThere ? 'success' : 'danger'}>{t(isThere ? 'access.held' : 'access.missing')}</ToneBadge>
                </Td>
              </Tr>
            ))}
          </NamedColumns>
        )}
      </Flex>
    </Panel>
  );
};

interface AdminSelectProps {
  value: string | undefined;
  name: string | undefined;
  onChange: (id: string) => void;
}

const AdminSelect = ({ value, name, onChange }: AdminSelectProps) => {
  const t = useTranslate();
  const [q, setQ] = React.useState('');
  const { data = [], isFetching, error } = useSearchAdminsQuery(q);
  const labelOf = ({ firstname, lastname, email }: AdminUser): string => [[firstname, lastname].filter(Boolean).join(' '), email].filter(Boolean).join(' · ');
  // Whoever is shown stands among the choices, or the field would be empty.
  const isListed = value === undefined || data.some(({ id }) => String(id) === value);

  return (
    <Box maxWidth="40rem">
      <Field.Root name="user">
        <Field.Label>{t('access.user')}</Field.Label>
        <Combobox
          value={value ?? ''}
          loading={isFetching}
          noOptionsMessage={() => t('access.user.none')}
          onInputChange={({ target }: React.ChangeEvent<HTMLInputElement>) => setQ(target.value)}
          onChange={(id?: string) => (id === undefined || id === '' ? undefined : onChange(id))}
        >
          {isListed ? null : <ComboboxOption value={value}>{name}</ComboboxOption>}
          {data.map((admin) => (
            <ComboboxOption key={admin.id} value={String(admin.id)}>
              {labelOf(admin)}
            </ComboboxOption>
          ))}
        </Combobox>
      </Field.Root>
      <ErrorNote error={error} />
    </Box>
  );
};
