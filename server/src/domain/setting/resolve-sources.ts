import { badRequest, conflict, otherSourceOf, type ResolvedField } from '../../contracts';
import { invalidSetting } from './setting-errors';

/** An external source as far as a setting needs it. */
export interface KnownSource {
  id: string;
  name: string;
  active: boolean;
}

/** By id, or by name without case. Throws `external-source.unknown` (400) or `external-source.inactive` (409). */
export const findNamedSource = (named: string, sources: readonly KnownSource[]): KnownSource => {
  const found = sources.find(({ id, name }) => id === named || name.toLowerCase() === named.trim().toLowerCase());
  if (found === undefined) throw badRequest('external-source.unknown', 'There is no such external source', { externalSource: named });
  if (!found.active) throw conflict('external-source.inactive', 'The external source is not active', { externalSource: named });
  return found;
};

/** Ties each `externalIds.SOURCE` to its source. A source that two columns give, under two names of it, is refused. */
export const resolveSources = (fields: readonly ResolvedField[], own: string | null, sources: readonly KnownSource[]): ResolvedField[] => {
  const taken = new Set(fields.some(({ field }) => field === 'externalId') && own !== null ? [own] : []);
  return fields.map((field) => {
    const named = otherSourceOf(field.field);
    if (named === null) return field;
    const { id, name } = findNamedSource(named, sources);
    if (taken.has(id)) throw invalidSetting([{ path: 'fields', message: `external IDs of ${name} are mapped twice` }]);
    taken.add(id);
    return { ...field, source: id };
  });
};
