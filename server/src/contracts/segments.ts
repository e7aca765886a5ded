import type { Target } from './targets';

export const SEGMENT_OPERATORS = ['is', 'is-not', 'in', 'contains', 'starts-with', 'less', 'at-most', 'more', 'at-least', 'empty', 'not-empty'] as const;
export type SegmentOperator = (typeof SEGMENT_OPERATORS)[number];

/** What a field can be asked. `flag`: a box that is ticked or not; `consent`: yes, no or unknown; `presence`: whether there is one. */
export const SEGMENT_FIELD_KINDS = ['text', 'options', 'number', 'date', 'time', 'flag', 'consent', 'presence'] as const;
export type SegmentFieldKind = (typeof SEGMENT_FIELD_KINDS)[number];

/** The first is what the panel proposes. */
export const OPERATORS_OF: Readonly<Record<SegmentFieldKind, readonly SegmentOperator[]>> = {
  text: ['is', 'is-not', 'contains', 'starts-with', 'in', 'empty', 'not-empty'],
  options: ['is', 'is-not', 'in', 'empty', 'not-empty'],
  number: ['is', 'is-not', 'less', 'at-most', 'more', 'at-least', 'empty', 'not-empty'],
  date: ['is', 'is-not', 'less', 'at-most', 'more', 'at-least', 'empty', 'not-empty'],
  time: ['less', 'at-most', 'more', 'at-least'],
  flag: ['is'],
  consent: ['is', 'is-not', 'empty', 'not-empty'],
  presence: ['not-empty', 'empty'],
};

export type SegmentValue = string | number | boolean;

/** `is-not` is true of a record that says nothing. `value` is absent for `empty` and `not-empty`, a list for `in`. */
export interface SegmentRule {
  field: string;
  operator: SegmentOperator;
  value?: SegmentValue | SegmentValue[];
}
export interface SegmentGroup {
  match: 'all' | 'any';
  rules: (SegmentRule | SegmentGroup)[];
}

/** A field that rules can ask about, as `GET /segment-fields` lists it. */
export interface SegmentField {
  path: string;
  label: string;
  kind: SegmentFieldKind;
  /** Of `options`. */
  values: readonly { code: string; label: string }[] | null;
}

/** A saved filter over contacts or organizations ("dynamic target" on screen). */
export interface SegmentDto {
  id: string;
  name: string;
  description: string | null;
  target: Target;
  filter: SegmentGroup;
  createdAt: string;
  updatedAt: string;
}
export interface SegmentInput {
  name: string;
  description?: string | null;
  target?: Target;
  filter?: unknown;
}

/** Limits that keep a filter readable, and its statement short. */
export const MAX_SEGMENT_RULES = 50;
export const MAX_SEGMENT_DEPTH = 4;
export const MAX_SEGMENT_VALUES = 500;
