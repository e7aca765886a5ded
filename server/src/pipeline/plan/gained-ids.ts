import type { ResolvedSetting } from '../../contracts';
import type { StoredExternalId } from '../../domain/keys';
import type { PlanRow } from '../types';

/** External IDs that a planned row gives its record: the setting's source's own, those of other sources, those of merged records. */
export const gainedIds = ({ externalId, otherIds, merge }: Pick<PlanRow, 'externalId' | 'otherIds' | 'merge'>, { externalSource }: Pick<ResolvedSetting, 'externalSource'>): StoredExternalId[] => [
  ...(externalId === null || externalSource === null ? [] : [{ source: externalSource.id, value: externalId }]),
  ...(otherIds ?? []),
  ...(merge?.externalIds ?? []),
];

/** The external IDs that a record has not yet. */
export const missingIds = (wanted: readonly StoredExternalId[], has: readonly StoredExternalId[]): StoredExternalId[] =>
  wanted.filter((each) => !has.some(({ source, value }) => source === each.source && value === each.value));
