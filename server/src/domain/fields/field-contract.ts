import type { ValueType } from '../../contracts';

/** What we say about one attribute of our own content types. `name` is the attribute and the path in a setting. */
export interface FieldContract {
  name: string;
  type: ValueType;
  label: string;
  maxLength: number | null;
  values?: readonly string[];
  required?: boolean;
  /** Can stand in `matchBy` by itself. */
  identifier?: boolean;
  /** Text that is an identifier: Excel's damage to it is warned of. */
  textId?: boolean;
  /** Several values joined by `;`. */
  list?: true;
  max?: number;
}

/** The content types declare `integer`, which is 32 bits on every database. */
export const MAX_INTEGER = 2_147_483_647;
