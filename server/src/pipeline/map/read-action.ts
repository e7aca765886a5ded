import type { ResolvedSetting } from '../../contracts';
import { foldText } from '../../domain/values';
import { ROW_ACTIONS, type RowAction } from '../types';
import { createTextReader } from './read-cell';

/** English, French, Czech; compared without case, accents and punctuation. */
const WORDS: Readonly<Record<RowAction, readonly string[]>> = {
  create: ['add', 'insert', 'new', 'c', 'créer', 'ajouter', 'nouveau', 'création', 'vytvořit', 'přidat', 'nový', 'založit'],
  update: ['change', 'modify', 'edit', 'u', 'mettre à jour', 'modifier', 'changer', 'mise à jour', 'upravit', 'změnit', 'aktualizovat', 'změna'],
  upsert: ['add or update', 'create or update', 'merge', 'save', 'ajouter ou modifier', 'créer ou modifier', 'vytvořit nebo upravit', 'přidat nebo upravit', 'uložit'],
  delete: ['remove', 'del', 'd', 'supprimer', 'effacer', 'suppression', 'smazat', 'odstranit', 'vymazat', 'zrušit'],
  skip: ['ignore', 'none', 'no', 'ignorer', 'passer', 'aucune', 'přeskočit', 'ignorovat', 'vynechat', 'nic'],
};

const readWords = (): ReadonlyMap<string, RowAction> =>
  new Map(ROW_ACTIONS.flatMap((action) => [action, ...WORDS[action]].map((word) => [foldText(word), action] as const)));

/** Longer text is a remark, not an action. */
const MAX_WORD = 60;

/** Reads a row's action cell: null where it is blank, and the setting decides; `unknown` is an issue of that column. */
export interface ActionReader {
  column: number;
  read(cells: readonly string[]): RowAction | 'unknown' | null;
}

/** Compiles the setting's action column; null where it has none. */
export const createActionReader = ({ actionColumn, rules }: Pick<ResolvedSetting, 'actionColumn' | 'rules'>, undoGuard: boolean): ActionReader | null => {
  if (actionColumn === null) return null;
  const readText = createTextReader(actionColumn, rules, undoGuard);
  const words = readWords();
  return {
    column: actionColumn,
    read: (cells) => {
      const text = readText(cells[actionColumn]);
      if (text === '') return null;
      return (text.length > MAX_WORD ? undefined : words.get(foldText(text))) ?? 'unknown';
    },
  };
};
