import type { ResolvedField, ResolvedSetting, RowIssue } from '../../contracts';
import { splitKeys } from '../../domain/values';
import type { PlanReader } from '../ports';
import type { Candidate } from '../types';

type Relation = ResolvedField & { reference: NonNullable<ResolvedField['reference']> };

/**
 * Looks up, in one set query a relation, whom the rows' relations name. A name that nobody has, or several, makes its row invalid: nothing is linked by guess,
 * and nothing is made up to be linked.
 */
export const checkReferences = async (candidates: readonly Candidate[], { fields, identifiers }: ResolvedSetting, reader: Pick<PlanReader, 'findReferences'>): Promise<void> => {
  const relations = fields.filter((field): field is Relation => field.reference !== undefined);
  if (relations.length === 0 || reader.findReferences === undefined) return;
  for (const { field, columnIndex, reference } of relations) {
    const wanted = new Set(candidates.flatMap(({ values }) => splitKeys(values[field])));
    if (wanted.size === 0) continue;
    const found = await reader.findReferences(reference, { keys: [...wanted], locale: identifiers.foreign?.locale ?? null });
    for (const { values, issues } of candidates) {
      for (const key of splitKeys(values[field])) {
        const issue = problemOf(found.get(key)?.length ?? 0);
        if (issue !== null) issues.push({ code: issue, column: columnIndex, params: { field: reference.attribute } });
      }
    }
  }
};

const problemOf = (count: number): RowIssue['code'] | null => (count === 0 ? 'relation.unknown' : count > 1 ? 'relation.ambiguous' : null);
