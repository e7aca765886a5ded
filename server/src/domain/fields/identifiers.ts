import type { FieldDescriptor, ValueType } from '../../contracts';

/** Types whose text is the same however it is stored and written: dates, decimals and flags are not. */
const TYPES: readonly ValueType[] = ['text', 'integer'];

const canIdentify = (field: FieldDescriptor): boolean => TYPES.includes(field.type) && field.list !== true && field.splits === undefined && !field.path.includes('.');

/** The catalogue with the configuration's `identifiers` marked, so that they may stand in `matchBy` by themselves. */
export const markIdentifiers = (catalogue: readonly FieldDescriptor[], names: readonly string[]): FieldDescriptor[] =>
  catalogue.map((field) => (names.includes(field.path) && canIdentify(field) ? { ...field, identifier: true } : field));

/** Of the configuration's `identifiers`, those that are no field of the target, or none that could identify a record. */
export const unusableIdentifiers = (catalogue: readonly FieldDescriptor[], names: readonly string[]): string[] =>
  names.filter((name) => !catalogue.some((field) => field.path === name && (field.identifier || canIdentify(field))));
