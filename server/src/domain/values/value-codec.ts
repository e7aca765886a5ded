import type { FieldDescriptor, IssueCode, IssueParams, Value } from '../../contracts';

/** How a setting reads and writes values: what a cell alone does not say. */
export interface ValueContext {
  /** ISO 3166-1 alpha-2, for phone numbers without a country code. */
  defaultCountry: string | null;
  /** `auto`, or a pattern of YYYY, YY, MM, M, DD, D, HH, H, mm, ss. */
  dateFormat: string;
  decimal: 'auto' | '.' | ',';
  /** IANA name; for date-times without an offset. */
  timeZone: string;
}

export const DEFAULT_CONTEXT: ValueContext = { defaultCountry: null, dateFormat: 'auto', decimal: 'auto', timeZone: 'UTC' };

export type Report = (code: IssueCode, params?: IssueParams) => void;

/** Text (trimmed, not blank) → value; undefined when it has none, which is then reported. Never throws, linear time. */
export type ParseValue = (text: string, report: Report) => Value | undefined;

/** Parse and format of one value type. What `format` writes, `parse` in the same context reads back as the same value. */
export interface ValueCodec {
  /** Compiled once per column, so that nothing is looked up per cell. */
  createParser(field: FieldDescriptor, context: ValueContext): ParseValue;
  format(value: Value, context: ValueContext): string;
}
