import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { NavLink } from 'react-router-dom';
import type { ReadyRoleDto } from '../../../server/src/contracts';

import { useListReadyRolesQuery, useMakeRoleMutation } from '../api/access-api';
import { useTranslate } from '../hooks/use-translate';
import { useTranslateMaybe } from '../hooks/use-translate-maybe';
import { ADDRESS } from '../utils/addresses';
import { ErrorNote } from './ErrorNote';
import { Note } from './Note';
import { Panel } from './Panel';

/** Roles that one click makes whole, and what became of them. */
export const ReadyRoles = ({ mayMake }: { mayMake: boolean }) => {
  const t = useTranslate();
  const { data, error, refetch } = useListReadyRolesQuery(undefined, { refetchOnMountOrArgChange: true });
  const [make, making] = useMakeRoleMutation();

  return (
    <Panel title={t('access.roles')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <ErrorNote error={error ?? making.error} onClose={making.error === undefined ? undefined : making.reset} />
        {making.isSuccess ? <Note kind="info">{t('access.role.made')}</Note> : null}
        {(data ?? []).map((role) => (
          <ReadyRole key={role.key} role={role} onMake={mayMake ? () => void make(role.key).then(refetch) : undefined} isMaking={making.isLoading && making.originalArgs === role.key} />
        ))}
      </Flex>
    </Panel>
  );
};

interface ReadyRoleProps {
  role: ReadyRoleDto;
  isMaking: boolean;
  /** Absent for who may not make roles. */
  onMake: (() => void) | undefined;
}

const ReadyRole = ({ role: { key, name, actions, role }, isMaking, onMake }: ReadyRoleProps) => {
  const t = useTranslate();
  const maybe = useTranslateMaybe();

  return (
    <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
      <Box flex="1" minWidth="24rem">
        <Typography fontWeight="semiBold" tag="h3">
          {name}
        </Typography>
        <Typography tag="p">{t(`access.role.${key}`)}</Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {t('access.role.rights', { count: actions.length })}
        </Typography>
        {role === null || role.missing.length === 0 ? null : (
          <Typography tag="p" variant="pi" textColor="danger600">
            {`${t('access.role.missing', { count: role.missing.length })} ${role.missing.map((right) => maybe(`right.${right}`, right)).join(', ')}`}
          </Typography>
        )}
      </Box>
      {role === null ? (
        onMake === undefined ? null : (
          <Button variant="secondary" startIcon={<Plus />} loading={isMaking} onClick={onMake} aria-label={t('access.role.makeOf', { name })}>
            {t('access.role.make')}
          </Button>
        )
      ) : (
        <Link tag={NavLink} to={ADDRESS.role(role.id)}>
          {t('access.role.open')}
        </Link>
      )}
    </Flex>
  );
};
