import { isOwnTarget, type ResolvedSetting, type Target } from '../contracts';

export type ForeignAction = 'create' | 'update' | 'delete' | 'read';

/** The Content Manager's right to a type, or to one field of it. */
export type Can = (action: string, subject?: string, field?: string) => boolean;

export const explorerAction = (action: ForeignAction): string => `plugin::content-manager.explorer.${action}`;

/** What somebody lacks to run an import: an action of a type, or of one of its fields. */
export interface MissingRight {
  action: ForeignAction;
  field: string | null;
}

/**
 * What an administrator lacks of the Content Manager's rights for an import into a foreign type: creating and updating it, as far as the setting does
 * so, and every field that it writes. For our own types the import right is itself the right to do so.
 */
export const missingForeignRights = ({ target, mode, actionColumn, fields }: ResolvedSetting, can: Can): MissingRight[] => {
  if (isOwnTarget(target)) return [];
  // With an action column, each row says for itself what it does.
  const actions: ForeignAction[] = mode === 'upsert' || actionColumn !== null ? ['create', 'update'] : [mode];
  return actions.flatMap((action): MissingRight[] => {
    if (!can(explorerAction(action), target)) return [{ action, field: null }];
    const attributes = new Set(fields.filter(({ field }) => field !== 'documentId').map(({ field, reference }) => reference?.attribute ?? field));
    return [...attributes].filter((field) => !can(explorerAction(action), target, field)).map((field) => ({ action, field }));
  });
};

/** What an administrator may do with a target at all. */
export const mayInForeign = (target: Target, action: ForeignAction, can: Can): boolean => isOwnTarget(target) || can(explorerAction(action), target);
