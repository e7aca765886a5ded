import type { IssueCode, ResolvedSetting } from '../../contracts';
import { externalIdHash, usernameHash } from '../../domain/keys';
import type { Candidate } from '../types';

/** An identifier that only one record may have, and the issue when another one has it. */
export interface UniqueHash {
  hash: string;
  field: string;
  code: IssueCode;
}

export const uniqueHashes = ({ externalId, externalIds, values }: Pick<Candidate, 'externalId' | 'externalIds' | 'values'>, { externalSource }: Pick<ResolvedSetting, 'externalSource'>): UniqueHash[] => {
  const found: UniqueHash[] = [];
  const add = (hash: string | null, field: string, code: IssueCode): void => {
    if (hash !== null) found.push({ hash, field, code });
  };
  if (externalId !== null && externalSource !== null) add(externalIdHash(externalSource.id, externalId), 'externalId', 'external-id.taken');
  for (const { source, value } of externalIds ?? []) add(externalIdHash(source, value), 'externalId', 'external-id.taken');
  const { username } = values;
  if (typeof username === 'string' && username !== '') add(usernameHash(username), 'username', 'username.taken');
  return found;
};
