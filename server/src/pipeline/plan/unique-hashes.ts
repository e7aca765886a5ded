import type { IssueCode, ResolvedSetting } from '../../contracts';
import { externalIdHash, foreignKeys, usernameHash } from '../../domain/keys';
import type { Candidate } from '../types';

/** An identifier that only one record may have, and the issue when another one has it. */
export interface UniqueHash {
  hash: string;
  field: string;
  code: IssueCode;
}

export const uniqueHashes = ({ externalId, externalIds, values }: Pick<Candidate, 'externalId' | 'externalIds' | 'values'>, { externalSource, identifiers }: Pick<ResolvedSetting, 'externalSource' | 'identifiers'>): UniqueHash[] => {
  // Of a foreign type, its own attributes say which values only one record may have.
  if (identifiers.foreign !== undefined) return foreignKeys(values, identifiers.foreign).flatMap(({ hash, field, unique }) => (unique && field !== 'documentId' ? [{ hash, field, code: 'unique.taken' as const }] : []));
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
