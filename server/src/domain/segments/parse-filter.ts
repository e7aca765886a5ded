import {
  badRequest, MAX_SEGMENT_DEPTH, MAX_SEGMENT_RULES, MAX_SEGMENT_VALUES, OPERATORS_OF, SEGMENT_OPERATORS, TEXT_LENGTH,
  type SegmentField, type SegmentFieldKind, type SegmentGroup, type SegmentOperator, type SegmentRule, type SegmentValue,
} from '../../contracts';

/** A filter as it came in a request, checked against the fields that there are. Throws `segment.filter-invalid` (400) with the place. */
export const parseFilter = (given: unknown, fields: readonly SegmentField[]): SegmentGroup => {
  const known = new Map(fields.map((field) => [field.path, field]));
  let rules = 0;
  const group = (value: unknown, path: string, depth: number): SegmentGroup => {
    const { match, rules: members, ...rest } = asObject(value, path);
    if (match !== 'all' && match !== 'any') throw invalid(`${path}.match`, 'all or any');
    if (!Array.isArray(members)) throw invalid(`${path}.rules`, 'a list');
    if (Object.keys(rest).length > 0) throw invalid(path, 'unknown key');
    if (depth > MAX_SEGMENT_DEPTH) throw invalid(path, `groups stand in groups ${String(MAX_SEGMENT_DEPTH)} deep at most`);
    return { match, rules: members.map((member: unknown, index) => {
      const place = `${path}.rules[${String(index)}]`;
      if ('rules' in asObject(member, place)) return group(member, place, depth + 1);
      rules += 1;
      if (rules > MAX_SEGMENT_RULES) throw invalid(place, `${String(MAX_SEGMENT_RULES)} rules at most`);
      return rule(asObject(member, place), place);
    }) };
  };
  const rule = ({ field, operator, value, ...rest }: Record<string, unknown>, path: string): SegmentRule => {
    const found = typeof field === 'string' ? known.get(field) : undefined;
    if (found === undefined) throw invalid(`${path}.field`, 'no such field');
    if (Object.keys(rest).length > 0) throw invalid(path, 'unknown key');
    if (!isOperator(operator) || !OPERATORS_OF[found.kind].includes(operator)) throw invalid(`${path}.operator`, `one of ${OPERATORS_OF[found.kind].join(', ')}`);
    if (operator === 'empty' || operator === 'not-empty') return { field: found.path, operator };
    if (operator !== 'in') return { field: found.path, operator, value: parseValue(value, found, `${path}.value`) };
    if (!Array.isArray(value) || value.length === 0 || value.length > MAX_SEGMENT_VALUES) throw invalid(`${path}.value`, `a list of 1 to ${String(MAX_SEGMENT_VALUES)} values`);
    return { field: found.path, operator, value: value.map((each: unknown, index) => parseValue(each, found, `${path}.value[${String(index)}]`)) };
  };
  return group(given, 'filter', 1);
};

const isOperator = (value: unknown): value is SegmentOperator => SEGMENT_OPERATORS.includes(value as SegmentOperator);

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u;
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '' && value.length <= TEXT_LENGTH.name;
const isDay = (value: unknown): boolean => typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value));
const isFlag = (value: unknown): boolean => typeof value === 'boolean';

const FITS: Record<SegmentFieldKind, (value: unknown) => boolean> = {
  text: isText, options: isText, number: (value) => typeof value === 'number' && Number.isFinite(value), date: isDay, time: isDay, flag: isFlag, consent: isFlag, presence: () => false,
};

const parseValue = (value: unknown, { kind, values }: SegmentField, path: string): SegmentValue => {
  if (!FITS[kind](value)) throw invalid(path, `a value of kind ${kind}`);
  if (kind === 'options' && values?.some(({ code }) => code === value) !== true) throw invalid(path, 'one of the values of the field');
  return value as SegmentValue;
};

const asObject = (value: unknown, path: string): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(path, 'an object');
  return value as Record<string, unknown>;
};

const invalid = (path: string, wanted: string) => badRequest('segment.filter-invalid', `${path}: ${wanted}`, { path, wanted });
