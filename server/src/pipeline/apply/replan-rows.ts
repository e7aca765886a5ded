import type { PlanKind } from '../../contracts';
import type { PlanRow } from '../types';
import type { Replanned } from './slice-ledger';

/** What was refused, waits or is left out stays so: a go was given to a plan in which nothing happens to these rows. */
const OPEN: ReadonlySet<PlanKind> = new Set(['create', 'update', 'merge', 'delete', 'unchanged']);

export const isReplannable = ({ kind }: PlanRow): boolean => OPEN.has(kind);

/** What to run of a slice: the stored plan, and the new one for rows of which it says something else. */
export const chooseRows = (stored: PlanRow[], fresh: PlanRow[]): { rows: PlanRow[]; replanned: Replanned[] } => {
  const byRow = new Map(fresh.map((row) => [row.row, row]));
  const replanned: Replanned[] = [];
  const rows = stored.map((row) => {
    const next = byRow.get(row.row);
    if (next === undefined || essence(next) === essence(row)) return row;
    replanned.push({ stored: row, fresh: next });
    return next;
  });
  return { rows, replanned };
};

/** What a plan says about a record, whichever of the rows before it are written already. */
const essence = ({ kind, record, keyHash, values, changes, externalId, otherIds, organization, merge }: PlanRow): string =>
  JSON.stringify([
    kind, record?.documentId, keyHash, values, changes, externalId, otherIds,
    organization?.documentId, organization?.action === 'update' ? organization.values : null,
    merge?.losers.map(({ documentId, keyHash: foundBy }) => [documentId, foundBy]), merge?.externalIds, merge?.aliases,
  ]);
